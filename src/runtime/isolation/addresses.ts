/** Where the build puts things: paths below the site's base. */

/** Folders whose files have a hash of their content in their names: what is there never changes. */
export const hashedFolders = ['_astro', '_kernel', '_node', '_packages'] as const;

/** The frame that the embedded Node is in. */
export const FRAME_FOLDER = '_isolated/';

/** The frame that a page of a server in the embedded Node is in. */
export const PREVIEW_FOLDER = '_preview/';

/**
 * The address of one of them for this page: it and the page have to be of one version, for each
 * lets in the other's scripts by their hashes.
 */
export function frameAddress(base: string, folder: string): string {
  const version = document.querySelector<HTMLMetaElement>('meta[name="in-step:version"]')?.content;
  return base + folder + (version ? `?version=${version}` : '');
}
