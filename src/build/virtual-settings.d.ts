/** The settings of this build: src/build/settings.ts makes it. */
declare module 'virtual:in-step/settings' {
  export const settings: import('../runtime/settings.ts').Settings;
}
