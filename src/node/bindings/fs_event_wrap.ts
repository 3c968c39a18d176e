/** internalBinding('fs_event_wrap') (src/fs_event_wrap.cc), over libuv's inotify (linux.c). */
import { FileCalls, type PathArgument } from '../files/calls.ts';
import type { FileEvent } from '../files/file-events.ts';
import type { UvFailure } from '../files/uv-error.ts';
import { HandleWrap } from '../thread/handle.ts';
import type { Polled } from '../thread/stream-poll.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

type Listener = (event: FileEvent, basename: string) => void;

/** The watches of one loop, which share a descriptor. */
class InotifyDescriptor implements Polled {
  readonly fd: number;
  readonly #thread: Thread;
  /** By number of the watch: who hears of it, and the name by which it was asked for first. */
  readonly #watches = new Map<number, { basename: string; listeners: Set<Listener> }>();

  constructor(thread: Thread) {
    this.#thread = thread;
    this.fd = thread.files.inotifyInit();
    thread.streams.add(this);
    thread.onExit(() => thread.files.close(this.fd));
    this.ready();
  }

  ready(): void {
    for (const event of this.#thread.files.inotifyRead(this.fd)) {
      const watch = this.#watches.get(event.watch);
      for (const listener of watch?.listeners ?? []) listener(event, watch!.basename);
    }
  }

  /** Throws `UvError`; gives a function that ends the watch. */
  watch(path: string, absolute: string, listener: Listener): () => void {
    const number = this.#thread.files.inotifyAdd(this.fd, absolute);
    const basename = path.slice(path.lastIndexOf('/') + 1);
    const watch = this.#watches.get(number) ?? { basename, listeners: new Set() };
    this.#watches.set(number, watch);
    watch.listeners.add(listener);
    return () => {
      watch.listeners.delete(listener);
      if (watch.listeners.size > 0 || this.#watches.get(number) !== watch) return;
      this.#watches.delete(number);
      this.#thread.files.inotifyRemove(this.fd, number);
    };
  }
}

/** 'change' is only what happened to a file that stays where it is. */
function typeOf({ kind, isDirectory }: FileEvent): 'change' | 'rename' {
  return (kind === 'modify' || kind === 'attrib') && !isDirectory ? 'change' : 'rename';
}

export const fsEventWrap: BindingFactory = (thread) => {
  const calls = new FileCalls(thread);
  let descriptor: InotifyDescriptor | undefined;

  class FSEvent extends HandleWrap {
    #end = (): void => {};
    declare onchange?: (status: number, type: string, name: unknown) => void;

    override get provider(): string {
      return 'FSEVENTWRAP';
    }

    get initialized(): boolean {
      return this.active;
    }

    /** libuv's error, or 0. Lib watches folders recursively by itself. */
    start(path: PathArgument, persistent: boolean, _recursive: boolean, encoding?: string): number {
      try {
        descriptor ??= new InotifyDescriptor(thread);
        this.#end = descriptor.watch(calls.text(path), calls.absolute(path), (event, basename) => {
          const name = calls.encode(event.name ?? basename, encoding);
          thread.loop.enqueue(() => this.#tell(typeOf(event), name), this);
        });
      } catch (error) {
        return (error as UvFailure).errno;
      }
      this.setActive(true);
      if (!persistent) this.unref();
      return 0;
    }

    /** A handler before this one may have closed it. */
    #tell(type: string, name: unknown): void {
      if (!this.closed) this.onchange?.(0, type, name);
    }

    override onClose(): void {
      this.#end();
    }
  }

  return { ...thread.skeleton('fs_event_wrap'), FSEvent };
};
