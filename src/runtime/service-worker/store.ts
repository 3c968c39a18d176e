/**
 * What the worker keeps, in the browser's Cache storage: one cache of files whose names have a hash,
 * for all versions; one for each version's own files; one for notes. Other sites of the same origin
 * (`/other-repo/` on GitHub Pages) have theirs, so every name begins with the base.
 *
 * Every method rejects where the browser keeps nothing for the site, or has no room.
 */
import type { SiteFiles } from './site-files.ts';

export class Store {
  readonly base: string;
  readonly #caches: CacheStorage;
  readonly #prefix: string;

  constructor(caches: CacheStorage, base: string) {
    this.base = base;
    this.#caches = caches;
    this.#prefix = `in-step ${base} `;
  }

  /** The files whose names have a hash. */
  hashed(): Promise<Cache> {
    return this.#caches.open(`${this.#prefix}files`);
  }

  /** The own files of `version`. */
  own(version: string): Promise<Cache> {
    return this.#caches.open(`${this.#prefix}version ${version}`);
  }

  /** The versions of which own files are kept, oldest first. */
  async versions(): Promise<string[]> {
    const start = `${this.#prefix}version `;
    const names = await this.#caches.keys();
    return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
  }

  /** Makes `files.version` one of the versions. */
  async begin(files: SiteFiles): Promise<void> {
    await this.setNote(`files of ${files.version}`, files);
    await this.own(files.version);
  }

  filesOf(version: string): Promise<SiteFiles | null> {
    return this.note(`files of ${version}`);
  }

  /** Notes that all that `version` needs is kept: from now on it can do without a network. */
  complete(version: string): Promise<void> {
    return this.setNote(`complete ${version}`, true);
  }

  async isComplete(version: string): Promise<boolean> {
    return (await this.note(`complete ${version}`)) !== null;
  }

  async newestComplete(): Promise<string | undefined> {
    for (const version of (await this.versions()).reverse()) {
      if (await this.isComplete(version)) return version;
    }
    return undefined;
  }

  async drop(version: string): Promise<void> {
    await this.#caches.delete(`${this.#prefix}version ${version}`);
    const notes = await this.#notes();
    await notes.delete(this.#key(`files of ${version}`));
    await notes.delete(this.#key(`complete ${version}`));
  }

  /** A small fact that outlives the worker, or null. */
  async note<T>(name: string): Promise<T | null> {
    const kept = await (await this.#notes()).match(this.#key(name));
    return kept ? ((await kept.json()) as T) : null;
  }

  async setNote(name: string, value: unknown): Promise<void> {
    await (await this.#notes()).put(this.#key(name), new Response(JSON.stringify(value)));
  }

  #notes(): Promise<Cache> {
    return this.#caches.open(`${this.#prefix}notes`);
  }

  #key(name: string): string {
    return `${this.base}?note=${encodeURIComponent(name)}`;
  }
}
