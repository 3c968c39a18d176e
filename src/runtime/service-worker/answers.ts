/**
 * The worker's answers. What has a hash in its name comes from what is kept, whatever version it is
 * of. A page comes from this worker's version once that is whole, and from the network before: so a
 * page and all that it loads are always of one version.
 */
import { isFile, withoutRedirect } from './keep.ts';
import type { Readers } from './readers.ts';
import type { Route, SiteFiles } from './site-files.ts';
import type { Store } from './store.ts';

/** Milliseconds after which a kept page is better than waiting for the network. */
const PATIENCE = 4000;

interface Surroundings {
  store: Store;
  readers: Readers;
  files: SiteFiles;
  fetch: (request: Request) => Promise<Response>;
  /** Prolongs the worker's life for what goes on after the answer. */
  later: (work: Promise<unknown>) => void;
}

/** What a request is answered with; rejects where the network does and nothing is kept. */
export async function answer(
  route: Route,
  request: Request,
  clientId: string,
  around: Surroundings,
): Promise<Response> {
  if (route.kind === 'page') return page(route.path, request, around);
  if (route.kind === 'own') return own(route.path, request, clientId, around);
  if (route.kind === 'frame') return frame(route.path, request, around);
  return hashed(route.path, request, around);
}

async function hashed(path: string, request: Request, around: Surroundings): Promise<Response> {
  const { store, files, fetch, later } = around;
  const cache = await orNull(store.hashed());
  const kept = await orNull(cache?.match(files.base + path));
  // Who asks past the caches has found what is in them no good.
  if (kept && request.cache !== 'reload' && request.cache !== 'no-store') return kept;
  const response = await (kept ? fetch(request).catch(() => kept) : fetch(request));
  if (kept && !isFile(path, response)) return kept;
  const isListed = Object.hasOwn(files.needed, path) || Object.hasOwn(files.optional, path);
  if (cache && isListed && isFile(path, response)) {
    later(orNull(cache.put(files.base + path, withoutRedirect(response.clone()))));
  }
  return response;
}

async function own(
  path: string,
  request: Request,
  clientId: string,
  { store, readers, files, fetch }: Surroundings,
): Promise<Response> {
  const version = (await orNull(readers.versionOf(clientId))) ?? files.version;
  const kept = await orNull(keptOwn(store, version, path));
  return kept ?? fetch(request);
}

/** Its address says of which version the page around it is. */
async function frame(
  path: string,
  request: Request,
  { store, files, fetch }: Surroundings,
): Promise<Response> {
  const version = new URL(request.url).searchParams.get('version') ?? files.version;
  return (await orNull(keptOwn(store, version, path))) ?? fetch(request);
}

async function page(path: string, request: Request, around: Surroundings): Promise<Response> {
  const { store, files, fetch } = around;
  if (!Object.hasOwn(files.own, path) && Object.hasOwn(files.own, `${path}/`)) {
    const { origin, search } = new URL(request.url);
    return Response.redirect(`${origin}${files.base}${path}/${search}`, 302);
  }
  const isWhole = (await orNull(store.isComplete(files.version))) ?? false;
  const current = isWhole ? await orNull(keptOwn(store, files.version, path)) : null;
  if (current) return current;

  const network = fetch(request);
  try {
    return await inTime(network);
  } catch {
    const kept = isWhole ? await notFound(path, around) : await lastKept(path, around);
    return kept ?? network;
  }
}

/** The page as this version has it, of which not all is kept, or the last whole version. */
async function lastKept(path: string, { store, files }: Surroundings): Promise<Response | null> {
  const kept = await orNull(keptOwn(store, files.version, path));
  if (kept) return kept;
  const version = await orNull(store.newestComplete());
  return version ? orNull(keptOwn(store, version, path)) : null;
}

/** The site's own 404 page: without a network, what is not kept is not there. */
async function notFound(path: string, { store, files }: Surroundings): Promise<Response | null> {
  const language = path.startsWith('ko/') ? 'ko/' : '';
  const kept = await orNull(keptOwn(store, files.version, `${language}404.html`));
  return kept && new Response(kept.body, { status: 404, headers: kept.headers });
}

async function keptOwn(store: Store, version: string, path: string): Promise<Response | null> {
  if (!(await store.versions()).includes(version)) return null;
  return (await (await store.own(version)).match(store.base + path)) ?? null;
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The network takes too long.')), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Where the browser keeps nothing, the site is as it would be without a worker. */
async function orNull<T>(promise: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await promise) ?? null;
  } catch {
    return null;
  }
}
