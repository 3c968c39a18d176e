/** Made by src/build/embedded-node.ts. */
declare module 'virtual:in-step/embedded-node' {
  /** URL of each script of the runtime, under the site's base. */
  export const scripts: {
    readonly frame: string;
    readonly lib: string;
    readonly libRest: string;
    readonly thread: string;
    readonly files: string;
    readonly pool: string;
    readonly disk: string;
  };
  /** Such as `v26.10.0`. */
  export const version: string;
  const embeddedNode: typeof scripts & { readonly version: string };
  export default embeddedNode;
}
