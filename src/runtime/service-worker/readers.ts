/**
 * Which open page reads which version. A page goes on with the version that it was loaded with, and
 * what it may still want of that stays until its last reader has left.
 */
import type { SiteFiles } from './site-files.ts';
import type { Store } from './store.ts';

/** Ids of the site's open pages, as `Clients.matchAll` knows them. */
export type OpenPages = () => Promise<string[]>;

const NOTE = 'readers';

export class Readers {
  readonly #store: Store;
  readonly #files: SiteFiles;
  readonly #openPages: OpenPages;
  #versions: Promise<Record<string, string>> | undefined;

  constructor(store: Store, files: SiteFiles, openPages: OpenPages) {
    this.#store = store;
    this.#files = files;
    this.#openPages = openPages;
  }

  /** The page with this id was loaded with `version`. */
  async add(id: string, version: string): Promise<void> {
    const versions = await this.#read();
    versions[id] = version;
    await this.#store.setNote(NOTE, versions);
  }

  /** The version that a page was loaded with: this worker's own, as long as it has not said. */
  async versionOf(id: string): Promise<string> {
    return (await this.#read())[id] ?? this.#files.version;
  }

  /** Deletes what no open page and no page to come will want. */
  async sweep(): Promise<void> {
    const open = await this.#openPages();
    const versions = await this.#read();
    // It will say which version it has when it is idle.
    if (open.some((id) => !versions[id])) return;
    for (const id of Object.keys(versions)) if (!open.includes(id)) delete versions[id];
    await this.#store.setNote(NOTE, versions);

    const { version } = this.#files;
    const wanted = new Set([version, ...Object.values(versions)]);
    // Until this version is whole, the last whole one serves those without a network.
    if (!(await this.#store.isComplete(version))) {
      const last = await this.#store.newestComplete();
      if (last) wanted.add(last);
    }
    for (const kept of await this.#store.versions()) {
      if (!wanted.has(kept)) await this.#store.drop(kept);
    }
    await this.#sweepHashed(wanted);
  }

  async #sweepHashed(versions: Set<string>): Promise<void> {
    const listed = new Set<string>();
    for (const version of versions) {
      const files =
        version === this.#files.version ? this.#files : await this.#store.filesOf(version);
      for (const path of Object.keys({ ...files?.needed, ...files?.optional })) {
        listed.add(this.#files.base + path);
      }
    }
    const hashed = await this.#store.hashed();
    for (const request of await hashed.keys()) {
      if (!listed.has(new URL(request.url).pathname)) await hashed.delete(request);
    }
  }

  #read(): Promise<Record<string, string>> {
    this.#versions ??= this.#store.note<Record<string, string>>(NOTE).then((kept) => kept ?? {});
    return this.#versions;
  }
}
