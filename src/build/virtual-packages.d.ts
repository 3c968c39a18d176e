/** Made by src/build/packages.ts. */
declare module 'virtual:in-step/packages' {
  /** What a sandbox needs besides its files, by its name; absent if that is nothing. */
  export const snapshots: Record<string, import('../runtime/snapshots.ts').Snapshot[]>;
}
