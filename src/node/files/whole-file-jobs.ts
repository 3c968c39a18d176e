/** ReadFileJob, WriteFileJob and CpDirJob: objects of lib that each stand for one job in the pool. */
import { AsyncWrap } from '../thread/handle.ts';
import type { Thread } from '../thread/thread.ts';
import { copyTreeCall } from './tree-functions.ts';
import type { FileCall, FileCalls, PathArgument } from './calls.ts';
import type { FileRead } from './jobs/whole-file.ts';
import { writeToStream } from './standard-streams.ts';

const NO_DESCRIPTOR = -1;

export function wholeFileJobs(thread: Thread, calls: FileCalls) {
  /** Reads a file of up to `limit` bytes; hands back a descriptor and the size of a larger one. */
  class ReadFileJob extends AsyncWrap {
    #arguments: [path: PathArgument, flags: number, limit: number];
    declare ondone: (
      error: unknown,
      buffer: unknown,
      fd: number,
      size: number | undefined,
      closeError: unknown,
    ) => void;

    constructor(path: PathArgument, flags: number, limit: number) {
      super();
      this.#arguments = [path, flags, limit];
    }

    run(): void {
      const [path, flags, limit] = this.#arguments;
      const args = [calls.absolute(path), flags, limit];
      const call: FileCall = { job: 'readFile', args, syscall: 'read', path };
      calls.runJob(call, this, (error, read: FileRead) => {
        if (error) this.ondone(error, undefined, NO_DESCRIPTOR, undefined, undefined);
        else if (read instanceof Uint8Array) {
          this.ondone(null, bufferOf(thread, read), NO_DESCRIPTOR, undefined, undefined);
        } else {
          this.ondone(null, undefined, read.fd, read.size, undefined);
        }
      });
    }
  }

  class WriteFileJob extends AsyncWrap {
    #arguments: [path: PathArgument, flags: number, mode: number, data: ArrayBufferView];
    declare ondone: (error: unknown) => void;

    constructor(path: PathArgument, flags: number, mode: number, data: ArrayBufferView) {
      super();
      this.#arguments = [path, flags, mode, data];
    }

    run(): void {
      const [path, flags, mode, data] = this.#arguments;
      const bytes = bytesOf(data);
      const args = [calls.absolute(path), flags, mode, bytes];
      // Only a failed open says of which path.
      const call = {
        job: 'writeFile',
        args,
        syscall: 'write',
        path,
        failuresHavePaths: true,
      } as const;
      calls.runJob(call, this, (error, written: number) => {
        if (!error) writeToStream(thread, written, bytes);
        this.ondone(error ?? null);
      });
    }
  }

  /** Copies a directory to a place that must be free. */
  class CpDirJob extends AsyncWrap {
    #arguments: [PathArgument, PathArgument, boolean, boolean, boolean, boolean, boolean];
    declare ondone: (error: unknown, specialFile?: string, specialFilePath?: string) => void;

    constructor(
      ...args: [PathArgument, PathArgument, boolean, boolean, boolean, boolean, boolean]
    ) {
      super();
      this.#arguments = args;
    }

    run(): void {
      const call = copyTreeCall(calls, this.#arguments, 'new');
      calls.runJob(call, this, (error) => this.ondone(error ?? null, undefined, undefined));
    }
  }

  return { ReadFileJob, WriteFileJob, CpDirJob };
}

/** The bytes that a view shows, not copied. */
export function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Bytes as Node's Buffer, not copied. */
function bufferOf(thread: Thread, bytes: Uint8Array): unknown {
  const { Buffer } = thread.require('buffer');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
