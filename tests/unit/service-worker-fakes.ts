/** Cache storage, a server and a deploy for the service worker's modules, without a browser. */
import { Keeper } from '../../src/runtime/service-worker/keep.ts';
import { Readers } from '../../src/runtime/service-worker/readers.ts';
import type { SiteFiles } from '../../src/runtime/service-worker/site-files.ts';
import { Store } from '../../src/runtime/service-worker/store.ts';

export const ORIGIN = 'https://someone.example';
export const BASE = '/repo/';

const urlOf = (request: RequestInfo | URL) =>
  new URL(typeof request === 'object' && 'url' in request ? request.url : request, ORIGIN).href;

class FakeCache {
  readonly entries = new Map<string, Response>();
  match = async (request: RequestInfo | URL) => this.entries.get(urlOf(request))?.clone();
  put = async (request: RequestInfo | URL, response: Response) => {
    this.entries.set(urlOf(request), response);
  };
  delete = async (request: RequestInfo | URL) => this.entries.delete(urlOf(request));
  keys = async () => [...this.entries.keys()].map((url) => new Request(url));
}

export class FakeCaches {
  readonly caches = new Map<string, FakeCache>();
  open = async (name: string) => {
    const cache = this.caches.get(name) ?? new FakeCache();
    this.caches.set(name, cache);
    return cache;
  };
  keys = async () => [...this.caches.keys()];
  delete = async (name: string) => this.caches.delete(name);
}

export interface Deploy {
  files: SiteFiles;
  contents: Record<string, string>;
}

/** A site of two pages; `name` is its version, and what it says. */
export function deploy(name: string): Deploy {
  const page = (title: string) =>
    `<html><head><meta name="in-step:version" content="${name}"></head>${title} of ${name}`;
  const contents = {
    '': page('home'),
    'chapter/': page('chapter'),
    '404.html': page('nothing'),
    '_isolated/': `frame of ${name}`,
    'pagefind/pagefind.js': `search of ${name}`,
    [`_astro/app.${name}.js`]: `app of ${name}`,
    '_astro/shared.abcdef01.js': 'shared',
    '_packages/heavy.abcdef01.snapshot': 'heavy',
  };
  const sizes = (pattern: RegExp) =>
    Object.fromEntries(
      Object.entries(contents)
        .filter(([path]) => pattern.test(path))
        .map(([path, text]) => [path, text.length]),
    );
  const files: SiteFiles = {
    version: name,
    base: BASE,
    needed: sizes(/^_astro/),
    optional: sizes(/^_packages/),
    own: sizes(/^(?!_(astro|packages))/),
  };
  return { files, contents };
}

/** A browser that visits whatever is deployed. */
export function browser(first: Deploy) {
  const caches = new FakeCaches();
  const state = {
    server: first.contents as Record<string, string> | null,
    /** What the server answers in place of its contents, by path. */
    overrides: {} as Record<string, Response>,
    /** Ids of open pages. */
    open: [] as string[],
  };
  const asked: string[] = [];
  const fetch = async (request: RequestInfo | URL) => {
    const path = new URL(urlOf(request)).pathname.slice(BASE.length);
    asked.push(path);
    if (!state.server) throw new TypeError('Failed to fetch');
    if (state.overrides[path]) return state.overrides[path].clone();
    const text = state.server[path];
    const type = /(^|\/|\.html)$/.test(path) ? 'text/html' : 'text/javascript';
    return text === undefined
      ? new Response('Not found', { status: 404 })
      : new Response(text, { headers: { 'content-type': type, 'x-host': 'sent' } });
  };
  /** The worker that a deploy brings. */
  const worker = ({ files }: Deploy) => {
    const store = new Store(caches as unknown as CacheStorage, BASE);
    const keeper = new Keeper(store, files, fetch);
    const readers = new Readers(store, files, async () => state.open);
    const later: Promise<unknown>[] = [];
    const around = {
      store,
      readers,
      files,
      fetch,
      later: (work: Promise<unknown>) => void later.push(work),
    };
    return { store, keeper, readers, around, settled: () => Promise.all(later) };
  };
  return { caches, state, asked, worker };
}

export const never = new AbortController().signal;
