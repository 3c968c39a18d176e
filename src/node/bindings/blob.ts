/** internalBinding('blob'): src/node_blob.cc. */
import { bytesOf } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** What a reader's pull() says. */
const STATUS = { end: 0, continue: 1 } as const;
const CHUNK = 65536;

type Pull = (status: number, chunk?: ArrayBuffer) => void;

/** Immutable bytes in parts, as they were given: slices share them, and a reader gives them so. */
export class BlobHandle {
  readonly #parts: Uint8Array[];

  constructor(parts: Uint8Array[]) {
    this.#parts = parts;
  }

  static parts(handle: BlobHandle): Uint8Array[] {
    return handle.#parts;
  }

  slice(start: number, end: number): BlobHandle {
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const part of this.#parts) {
      const piece = part.subarray(Math.max(0, start - at), Math.max(0, end - at));
      if (piece.length > 0) parts.push(piece);
      at += part.length;
    }
    return new BlobHandle(parts);
  }

  getReader() {
    const parts = [...this.#parts];
    return {
      setWakeup() {},
      pull(callback: Pull) {
        const part = parts.shift();
        if (!part) return callback(STATUS.end);
        if (part.length > CHUNK) parts.unshift(part.subarray(CHUNK));
        return callback(STATUS.continue, new Uint8Array(part.subarray(0, CHUNK)).buffer);
      },
    };
  }
}

type Source = BlobHandle | ArrayBufferView | ArrayBuffer | [length: number, handle: BlobHandle];

function partsOf(source: Source): Uint8Array[] {
  if (source instanceof BlobHandle) return BlobHandle.parts(source);
  if (Array.isArray(source)) return BlobHandle.parts(source[1]);
  const bytes = new Uint8Array(bytesOf(source)); // a copy: the source may change later
  return bytes.length > 0 ? [bytes] : [];
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
    createBlob: (sources: Source[]) => new BlobHandle(sources.flatMap(partsOf)),
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
      return [new BlobHandle([bytes]), bytes.length];
    },
  };
};
