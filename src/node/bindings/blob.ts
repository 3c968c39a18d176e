/** internalBinding('blob'): src/node_blob.cc. */
import { blobHandleClass } from '../blob/blob-handle.ts';
import { filePart, type FilePart } from '../blob/file-part.ts';
import { FileCalls, type FileCall, type PathArgument } from '../files/calls.ts';
import { bytesOf } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

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
  const Blob = blobHandleClass(thread);
  type Blob = InstanceType<typeof Blob>;
  const calls = new FileCalls(thread);
  /** blob:nodedata: URLs of this thread. */
  const store = new Map<string, [Blob, number, string]>();
  return {
    ...thread.skeleton('blob'),
    /** Lib has copied what may change. */
    createBlob: (sources: (Blob | Uint8Array)[]) =>
      Blob.of(sources.flatMap((source) => (source instanceof Blob ? Blob.parts(source) : source))),
    concat: (views: (ArrayBufferView | ArrayBuffer)[]) => concat(views.map(bytesOf)).buffer,
    storeDataObject(id: string, handle: Blob, length: number, type: string) {
      store.set(id, [handle, length, type]);
    },
    getDataObject: (id: string) => store.get(id),
    revokeObjectURL(href: string) {
      const [, id] = /^blob:nodedata:(.*)$/.exec(href) ?? [];
      if (id !== undefined) store.delete(id);
    },
    createBlobFromFilePath(path: PathArgument) {
      const absolute = calls.absolute(path);
      const call: FileCall = {
        ...{ job: 'stat', args: [absolute], syscall: 'stat', path },
        result: (stat) => filePart(absolute, stat),
      };
      const part = calls.runSync(call) as FilePart;
      return [Blob.of([part]), part.size];
    },
  };
};
