/** The settings of this build: src/build/settings.ts makes it. */
interface ImportMetaEnv {
  /** False where the site offers the embedded Node alone: nothing of WebContainer gets into it. */
  readonly HAS_WEBCONTAINER: boolean;
}

declare module 'virtual:in-step/settings' {
  export const settings: import('../runtime/settings.ts').Settings;
}
