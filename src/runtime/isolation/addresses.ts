/** Where the build puts the documents that hold strangers' code: paths below the site's base. */

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
