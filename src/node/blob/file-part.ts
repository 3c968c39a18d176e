/** A part of a Blob that is in a file: FdEntry of src/dataqueue/queue.cc. */
import type { FileClient } from '../files/client.ts';
import { UvError } from '../files/uv-error.ts';

const O_RDONLY = 0;
/** Fields of what `stat` gives. */
const SIZE = 8;
const MTIME_SECONDS = 12;
const MTIME_NANOSECONDS = 13;

/** Bytes of a file as it was; a file that has changed since can be read no more. */
export interface FilePart {
  path: string;
  start: number;
  end: number;
  size: number;
  mtime: number[];
}

/** The whole of a file, of which `stat` (files/operations/attributes.ts) has given the fields. */
export function filePart(path: string, stat: readonly number[]): FilePart {
  const [size, ...mtime] = [SIZE, MTIME_SECONDS, MTIME_NANOSECONDS].map((field) => stat[field]!);
  return { path, start: 0, end: size!, size: size!, mtime };
}

/** libuv's number of the error, if the file is not as it was; else 0. */
export function changed(files: FileClient, part: FilePart): number {
  try {
    const { size, mtime } = filePart(part.path, files.stat(part.path));
    const same = size === part.size && mtime.every((value, i) => value === part.mtime[i]);
    return same ? 0 : new UvError('ENOENT').errno;
  } catch (error) {
    if (error instanceof UvError) return error.errno;
    throw error;
  }
}

/** Work of the thread pool: up to `length` bytes of a file. */
function readBlobPart(files: FileClient, path: string, start: number, length: number): Uint8Array {
  const fd = files.open(path, O_RDONLY, 0);
  try {
    return new Uint8Array(files.read(fd, length, start));
  } finally {
    files.close(fd);
  }
}

export const blobJobs = { readBlobPart };
