/** inotify of Linux: what threads hear of changes to the inodes that they watch. */
import type { Watcher } from './channel.ts';
import type { Directory, Inode } from './inode.ts';

export type EventKind =
  | 'modify'
  | 'attrib'
  | 'create'
  | 'delete'
  | 'moved-from'
  | 'moved-to'
  | 'move-self'
  | 'delete-self'
  /** The watch is over. */
  | 'ignored';

export interface FileEvent {
  /** The number that `watch` gave. */
  watch: number;
  kind: EventKind;
  /** It happened to a directory. */
  isDirectory: boolean;
  /** The entry of the watched directory; none if it happened to the watched inode itself. */
  name?: string;
}

/** Events that wait for a thread; more are lost, as in Linux. */
const QUEUE_MAX = 16_384;

/** What an inotify descriptor stands for. */
export class Inotify {
  readonly #watches = new Map<Inode, number>();
  #queue: FileEvent[] = [];
  #lastWatch = 0;
  #hears: Watcher | undefined;

  /** An inode is watched once: asking again gives the same number. */
  watch(inode: Inode): number {
    const watch = this.#watches.get(inode) ?? ++this.#lastWatch;
    this.#watches.set(inode, watch);
    return watch;
  }

  unwatch(watch: number): void {
    for (const [inode, number] of this.#watches) if (number === watch) this.#watches.delete(inode);
  }

  get watched(): Iterable<Inode> {
    return this.#watches.keys();
  }

  push(inode: Inode, kind: EventKind, isDirectory: boolean, name?: string): void {
    const watch = this.#watches.get(inode);
    if (watch === undefined) return;
    if (kind === 'ignored') this.#watches.delete(inode);
    const last = this.#queue.at(-1);
    const isAgain = last?.watch === watch && last.kind === kind && last.name === name;
    if (isAgain || this.#queue.length >= QUEUE_MAX) return;
    this.#queue.push({ watch, kind, isDirectory, ...(name !== undefined && { name }) });
    this.#hears?.();
    this.#hears = undefined;
  }

  /** All that nobody has read yet; `watcher` hears of more. */
  read(watcher?: Watcher): FileEvent[] {
    this.#hears = watcher;
    return this.#queue.splice(0);
  }
}

/** Where the operations say what they have done, in the order in which Linux says it. */
export class FileEvents {
  readonly #listeners = new Set<Inotify>();

  add(inotify: Inotify): void {
    this.#listeners.add(inotify);
  }

  delete(inotify: Inotify): void {
    this.#listeners.delete(inotify);
  }

  /** An inode's contents or attributes: whoever watches its directory hears of it, too. */
  changed(inode: Inode, kind: 'modify' | 'attrib'): void {
    const isDirectory = inode.kind === 'directory';
    for (const listener of this.#listeners) {
      for (const watched of [...listener.watched]) {
        if (watched.kind !== 'directory') continue;
        for (const [name, entry] of watched.entries) {
          if (entry === inode) listener.push(watched, kind, isDirectory, name);
        }
      }
      listener.push(inode, kind, isDirectory);
    }
  }

  /** An entry of a directory came or went. */
  entry(
    directory: Directory,
    kind: 'create' | 'delete' | 'moved-from' | 'moved-to',
    name: string,
    inode: Inode,
  ): void {
    const isDirectory = inode.kind === 'directory';
    for (const listener of this.#listeners) listener.push(directory, kind, isDirectory, name);
  }

  /** Only who watches the inode itself hears of it: another number of links, another place. */
  self(inode: Inode, kind: 'attrib' | 'move-self'): void {
    const isDirectory = inode.kind === 'directory';
    for (const listener of this.#listeners) listener.push(inode, kind, isDirectory);
  }

  /** Neither a name nor a descriptor leads to the inode any more. */
  gone(inode: Inode): void {
    for (const listener of this.#listeners) {
      listener.push(inode, 'delete-self', false);
      listener.push(inode, 'ignored', false);
    }
  }
}
