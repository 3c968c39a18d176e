import { FRAME_FOLDER, hashedFolders, PREVIEW_FOLDER } from '../isolation/addresses.ts';

/** What one version of the site consists of, as its build lists it (src/build/offline.ts). */
export interface SiteFiles {
  /** Hash of all of it. Each page names it too: `<meta name="in-step:version">`. */
  version: string;
  /** The path below which the site lies; it begins and ends with a slash. */
  base: string;
  /**
   * Files below `base`, with their bytes. What has a hash in its name never changes, so versions
   * share it. `needed` is what reading, searching and running take; `optional` is heavy or seldom
   * used (packages, faces of other scripts): kept once it was used, or when the reader asks.
   */
  needed: Record<string, number>;
  optional: Record<string, number>;
  /** Pages and all else whose name stays while its content changes: each version has its own. */
  own: Record<string, number>;
}

/** What the worker does with a request. `path` is below the base, without a query. */
export type Route = { kind: 'page' | 'frame' | 'hashed' | 'own'; path: string };

type Asked = Pick<Request, 'method' | 'mode' | 'url' | 'cache'> & {
  headers: Pick<Headers, 'has'>;
};

/** Null for what is the network's own business: the worker keeps out of it. */
export function routeOf(request: Asked, files: SiteFiles, origin: string): Route | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return null;
  if (!url.pathname.startsWith(files.base) || request.headers.has('range')) return null;
  const path = url.pathname.slice(files.base.length);
  const isHashed = Object.hasOwn(files.needed, path) || Object.hasOwn(files.optional, path);
  if (request.mode === 'navigate') {
    return { kind: frames.includes(path) ? 'frame' : 'page', path };
  }
  if (isHashed || inHashedFolder.test(path)) return { kind: 'hashed', path };
  return Object.hasOwn(files.own, path) ? { kind: 'own', path } : null;
}

/** An open page may want such files of an earlier version, which this one does not list. */
const inHashedFolder = new RegExp(
  `^(${[...hashedFolders, 'pagefind/index', 'pagefind/fragment'].join('|')})/`,
);

const frames = [FRAME_FOLDER, PREVIEW_FOLDER];

/** Pages name their version; frames, and what is no document, do not. */
export function isPage(path: string): boolean {
  return /(^|\/|\.html)$/.test(path) && !frames.includes(path);
}

/** Of `listed`: the paths, and how many bytes they are. */
export function bytesOf(listed: Record<string, number>): number {
  return Object.values(listed).reduce((sum, bytes) => sum + bytes, 0);
}
