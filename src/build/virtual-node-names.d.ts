/** Made by src/build/node-names.ts. */
declare module 'virtual:in-step/node-names' {
  /** What each built-in module exports, by its specifier, such as `node:fs`. */
  export const modules: Record<string, string[]>;
  /** The globals, with the members of those that are used by them. */
  export const globals: Record<string, string[]>;
}
