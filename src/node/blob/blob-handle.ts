/** The bytes of a Blob, in memory or in files, and how they are read: Blob of src/node_blob.cc. */
import { CLONEABLE } from '../thread/cloneables.ts';
import { AsyncWrap } from '../thread/handle.ts';
import type { Thread } from '../thread/thread.ts';
import { changed, type FilePart } from './file-part.ts';

export type Part = Uint8Array | FilePart;

/** What pull() says; negative: libuv's number of an error. */
const STATUS = { end: 0, continue: 1 } as const;
/** How much of a file is read at a time, in bytes. */
const CHUNK = 65536;

type Pull = (status: number, chunk?: ArrayBuffer) => void;

function partLength(part: Part): number {
  return part instanceof Uint8Array ? part.length : part.end - part.start;
}

function slicePart(part: Part, start: number, end: number): Part {
  if (part instanceof Uint8Array) return part.subarray(start, end);
  return { ...part, start: part.start + start, end: Math.min(part.end, part.start + end) };
}

/** The class of handles, for one thread. */
export function blobHandleClass(thread: Thread) {
  class BlobReader extends AsyncWrap {
    readonly #parts: Part[];

    constructor(parts: readonly Part[]) {
      super();
      this.#parts = [...parts];
    }

    /** Data is always there, or on its way: nobody has to be woken. */
    setWakeup(): void {}

    /** Gives the next bytes: at once what is in memory, later what is in a file. */
    pull(callback: Pull): void {
      const part = this.#parts.shift();
      const reply: Pull = (status, chunk) => callback.call(this as never, status, chunk);
      if (!part) return reply(STATUS.end);
      if (part instanceof Uint8Array) return reply(STATUS.continue, new Uint8Array(part).buffer);
      return this.#pullFile(part, reply);
    }

    #pullFile(part: FilePart, reply: Pull): void {
      const error = changed(thread.files, part);
      if (error < 0) return reply(error);
      if (partLength(part) === 0) return this.pull(reply);
      const length = Math.min(partLength(part), CHUNK);
      // What is left, even if it is nothing: the file may have changed by the end.
      this.#parts.unshift(slicePart(part, length, Infinity));
      const done = (failure: any, bytes: Uint8Array<ArrayBuffer>) =>
        failure ? reply(failure.errno) : reply(STATUS.continue, bytes.buffer);
      thread.submitWork('readBlobPart', [part.path, part.start, length], done, { wrap: this });
    }
  }

  class Blob {
    #parts: Part[] = [];

    static of(parts: Part[]): Blob {
      const blob = new Blob();
      // Of a file, nothing is something that may change.
      blob.#parts = parts.filter((part) => !(part instanceof Uint8Array) || part.length > 0);
      return blob;
    }

    static parts(blob: Blob): Part[] {
      return blob.#parts;
    }

    slice(start: number, end: number): Blob {
      const parts: Part[] = [];
      let at = 0;
      for (const part of this.#parts) {
        const length = partLength(part);
        if (start < at + length && end > at) {
          parts.push(slicePart(part, Math.max(0, start - at), end - at));
        }
        at += length;
      }
      return Blob.of(parts);
    }

    getReader(): BlobReader {
      return new BlobReader(this.#parts);
    }
  }

  thread.cloneables.register(Blob, {
    name: 'blob:Blob',
    mode: () => CLONEABLE,
    read: Blob.parts,
    make: Blob.of,
  });
  return Blob;
}
