/** internalBinding('blob'): src/node_blob.cc. */
import { bytesOf } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** What a reader's pull() says. */
const STATUS = { end: 0, continue: 1 } as const;
const CHUNK = 65536;

type Pull = (status: number, chunk?: ArrayBuffer) => void;

/** Immutable bytes: slices share them. */
export class BlobHandle {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  static bytes(handle: BlobHandle): Uint8Array {
    return handle.#bytes;
  }

  slice(start: number, end: number): BlobHandle {
    return new BlobHandle(this.#bytes.subarray(start, end));
  }

  getReader() {
    let at = 0;
    return {
      setWakeup() {},
      pull: (callback: Pull) => {
        if (at >= this.#bytes.length) return callback(STATUS.end);
        const chunk = new Uint8Array(this.#bytes.subarray(at, at + CHUNK));
        at += chunk.length;
        return callback(STATUS.continue, chunk.buffer);
      },
    };
  }
}

type Source = BlobHandle | ArrayBufferView | ArrayBuffer | [length: number, handle: BlobHandle];

function sourceBytes(source: Source): Uint8Array {
  if (source instanceof BlobHandle) return BlobHandle.bytes(source);
  if (Array.isArray(source)) return BlobHandle.bytes(source[1]);
  return bytesOf(source);
}

function concat(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export const blob: BindingFactory = (thread) => {
  /** blob:nodedata: URLs of this thread. */
  const store = new Map<string, [BlobHandle, number, string]>();
  return {
    ...thread.skeleton('blob'),
    createBlob: (sources: Source[]) => new BlobHandle(concat(sources.map(sourceBytes))),
    concat: (views: ArrayBufferView[]) => concat(views.map(bytesOf)).buffer,
    storeDataObject(id: string, handle: BlobHandle, length: number, type: string) {
      store.set(id, [handle, length, type]);
    },
    getDataObject: (id: string) => store.get(id),
    revokeObjectURL(href: string) {
      const [, id] = /^blob:nodedata:(.*)$/.exec(href) ?? [];
      if (id !== undefined) store.delete(id);
    },
    createBlobFromFilePath(path: string) {
      const { readFileSync } = thread.require('fs');
      const bytes = new Uint8Array(readFileSync(path));
      return [new BlobHandle(bytes), bytes.length];
    },
  };
};
