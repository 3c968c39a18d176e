/** internalBinding('fs_dir') (src/node_dir.cc): opened directories, for fs.Dir. */
import { FileCalls, type FileCall, type PathArgument } from '../files/calls.ts';
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';

interface Entries {
  names: string[];
  types: number[];
}

/** A job that only takes its turn in the pool. */
const turn = (syscall: string): FileCall => ({ job: 'kind', args: ['/'], syscall });

export const fsDir: BindingFactory = (thread) => {
  const calls = new FileCalls(thread);

  /** The entries as they were when the directory was opened. */
  class DirHandle extends AsyncWrap {
    #entries: Entries;
    #next = 0;

    constructor(entries: Entries) {
      super();
      this.#entries = entries;
    }

    /** Up to `count` entries as [name, type, …]; null at the end. */
    read(encoding: string | undefined, count: number, request?: object): unknown {
      const result = () => this.#take(encoding, count);
      return calls.run({ ...turn('scandir'), result }, request);
    }

    #take(encoding: string | undefined, count: number): unknown[] | null {
      const { names, types } = this.#entries;
      const from = this.#next;
      this.#next = Math.min(from + count, names.length);
      if (from === this.#next) return null;
      return names
        .slice(from, this.#next)
        .flatMap((name, index) => [calls.encode(name, encoding), types[from + index]]);
    }

    close(request?: object): unknown {
      return calls.run({ ...turn('closedir'), result: () => undefined }, request);
    }
  }

  const opening = (path: PathArgument): FileCall => ({
    job: 'readdir',
    args: [calls.absolute(path)],
    syscall: 'opendir',
    path,
    result: (entries: Entries) => new DirHandle(entries),
  });

  return {
    ...thread.skeleton('fs_dir'),
    DirHandle,
    opendir: (path: PathArgument, _encoding: string, request?: object) =>
      calls.run(opening(path), request),
    /** Its errors name no path. */
    opendirSync: (path: PathArgument) => calls.runSync({ ...opening(path), path: undefined }),
  };
};
