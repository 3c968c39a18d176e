/** Fetches what the site needs without a network, and keeps it: little by little, and all or nothing. */
import { bytesOf, isPage, type SiteFiles } from './site-files.ts';
import type { Store } from './store.ts';

/** Why something could not be kept. */
export type KeepFailure =
  /** The connection broke off. */
  | 'network'
  /** The server has another version than this worker's, or not all of it. */
  | 'changed'
  /** The browser has no room left for the site. */
  | 'quota'
  /** The browser lets the site keep nothing. */
  | 'denied';

export class KeepError extends Error {
  override name = 'KeepError';
  readonly reason: KeepFailure;
  constructor(reason: KeepFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

type Fetch = (path: string, options: RequestInit) => Promise<Response>;

/** What is fetched at the same time: the reader's own requests come first. */
const LANES = 3;
/** A page's version, as its head names it (src/components/overrides/Head.astro). */
const VERSION = /<meta name="in-step:version" content="(\w+)"/;

export class Keeper {
  readonly #store: Store;
  readonly #files: SiteFiles;
  readonly #fetch: Fetch;

  constructor(store: Store, files: SiteFiles, fetch: Fetch) {
    this.#store = store;
    this.#files = files;
    this.#fetch = fetch;
  }

  /**
   * Keeps all that this version needs; what is there already is not fetched again. Rejects with a
   * `KeepError`, and what has come stays.
   */
  async keepNeeded(
    signal: AbortSignal,
    onBytes: (bytes: number) => void = () => {},
  ): Promise<void> {
    const { version, needed, own } = this.#files;
    await asKeepError(this.#store.begin(this.#files));
    if (await this.#store.isComplete(version)) return onBytes(bytesOf(needed) + bytesOf(own));
    await this.#keepHashed(needed, signal, onBytes);
    await this.#keepOwn(own, signal, onBytes);
    // Nothing was deployed meanwhile: all the own files are of one version.
    await this.#page('');
    await asKeepError(this.#store.complete(version));
  }

  /** The same for all the rest. */
  async keepOptional(signal: AbortSignal, onBytes: (bytes: number) => void = () => {}) {
    await this.#keepHashed(this.#files.optional, signal, onBytes);
  }

  /**
   * Keeps an open page and what it has loaded, which the browser has at hand: paths below the base.
   * Others than this version lists are passed over.
   */
  async keepUsed(paths: string[], signal: AbortSignal): Promise<void> {
    const { needed, optional, own } = this.#files;
    const listed = (files: Record<string, number>) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => paths.includes(path)));
    await asKeepError(this.#store.begin(this.#files));
    await this.#keepHashed(listed({ ...needed, ...optional }), signal);
    await this.#keepOwn(listed(own), signal);
  }

  async dropOptional(): Promise<void> {
    const hashed = await this.#store.hashed();
    for (const path of Object.keys(this.#files.optional)) await hashed.delete(this.#at(path));
  }

  async #keepHashed(
    listed: Record<string, number>,
    signal: AbortSignal,
    onBytes: (bytes: number) => void = () => {},
  ): Promise<void> {
    const hashed = await asKeepError(this.#store.hashed());
    await inLanes(Object.entries(listed), signal, async ([path, bytes]) => {
      if (!(await hashed.match(this.#at(path)))) {
        const response = await this.#get(path, { signal });
        if (!isFile(path, response)) throw new KeepError('changed', `${path} is another file`);
        await asKeepError(hashed.put(this.#at(path), response));
      }
      onBytes(bytes);
    });
  }

  async #keepOwn(
    listed: Record<string, number>,
    signal: AbortSignal,
    onBytes: (bytes: number) => void = () => {},
  ): Promise<void> {
    const cache = await asKeepError(this.#store.own(this.#files.version));
    await inLanes(Object.entries(listed), signal, async ([path, bytes]) => {
      if (!(await cache.match(this.#at(path)))) {
        const response = isPage(path)
          ? await this.#page(path, signal)
          : await this.#get(path, { cache: 'no-cache', signal });
        await asKeepError(cache.put(this.#at(path), response));
      }
      onBytes(bytes);
    });
  }

  /** A page as the server has it now; rejects if it is of another version. */
  async #page(path: string, signal?: AbortSignal): Promise<Response> {
    const response = await this.#get(path, { cache: 'no-cache', signal });
    const text = await asKeepError(response.clone().text(), 'network');
    if (VERSION.exec(text)?.[1] === this.#files.version) return response;
    throw new KeepError('changed', `${path} is of another version`);
  }

  async #get(path: string, options: RequestInit): Promise<Response> {
    const low = { ...options, priority: 'low' as const };
    const response = await asKeepError(this.#fetch(this.#at(path), low), 'network');
    if (response.ok) return withoutRedirect(response);
    throw new KeepError('changed', `${path}: the server answered ${response.status}`);
  }

  #at(path: string): string {
    return this.#files.base + path;
  }
}

/** Some hosts answer every address with a page. */
export function isFile(path: string, response: Response): boolean {
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  return response.ok && isHtml === path.endsWith('.html');
}

/** A navigation may not be answered with what came over a redirection. */
export function withoutRedirect(response: Response): Response {
  if (!response.redirected) return response;
  const { body, status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

async function inLanes<T>(
  items: T[],
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) {
      signal.throwIfAborted();
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Rejects with a `KeepError`; a failure that Cache storage does not explain is `otherwise`. */
async function asKeepError<T>(promise: Promise<T>, otherwise: KeepFailure = 'denied'): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'AbortError') throw error;
    throw new KeepError(name === 'QuotaExceededError' ? 'quota' : otherwise, message);
  }
}
