/** Made by src/build/kernel-lab.ts. */
declare module 'virtual:in-step/kernel-lab' {
  /** URL of each file that a machine is made of, under the site's base. */
  export const files: {
    /** The script of its worker. */
    readonly worker: string;
    readonly wasm: string;
    readonly state: string;
    /** Compressed by gzip. */
    readonly disk: string;
  };
  /** Of all of them. */
  export const bytes: number;
}
