/** node::fs::FileHandle: owns a descriptor, and closes it once. */
import { AsyncWrap } from '../thread/handle.ts';
import type { FileCall, FileCalls } from './calls.ts';
import { UvError } from './uv-error.ts';

const CLOSED = -1;

const closing = (fd: number): FileCall => ({ job: 'close', args: [fd], syscall: 'close' });

export type FileHandleClass = ReturnType<typeof fileHandleClass>;

/** The class, tied to a thread's calls: lib makes instances of it, too. */
export function fileHandleClass(calls: FileCalls) {
  return class FileHandle extends AsyncWrap {
    #fd: number;

    /** Where a StreamPipe reads next (-1: at the descriptor's place), and how much (-1: all). */
    position: number;
    left: number;

    constructor(fd: number, position = -1, left = -1) {
      super();
      this.#fd = fd;
      this.position = position;
      this.left = left;
    }

    get fd(): number {
      return this.#fd;
    }

    /** Closes the descriptor in the pool; a second time fails with EBADF. */
    close(): Promise<void> {
      const fd = this.releaseFD();
      if (fd === CLOSED) {
        return Promise.reject(calls.exception(closing(fd), new UvError('EBADF')));
      }
      return calls.run(closing(fd), calls.usePromises) as Promise<void>;
    }

    closeSync(): void {
      calls.runSync(closing(this.releaseFD()));
    }

    /** Gives the descriptor away: this handle is closed then. */
    releaseFD(): number {
      const fd = this.#fd;
      this.#fd = CLOSED;
      return fd;
    }

    onread(): void {}
  };
}
