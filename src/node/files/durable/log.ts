/**
 * What stands in an image of the disk: a log of commits. A commit is written in one go and holds all
 * or, if its checksum is wrong, nothing; what follows a broken one does not count.
 *
 *   magic, length of the JSON, length of the data, CRC-32 of both (4 bytes each); JSON; data
 */
import { crc32 } from '../../zlib/crc32.ts';

/** A change to the tree. Ids are the disk's own; the root is 1. */
export type DiskChange =
  /** An inode as it is now, but for what it holds. */
  | {
      type: 'inode';
      id: number;
      kind: 'file' | 'directory' | 'symlink';
      mode: number;
      uid: number;
      gid: number;
      /** mtime, ctime and birthtime in nanoseconds. */
      times: [string, string, string];
      target?: string;
    }
  /** A directory's entry leads to `id`, or is gone (0). */
  | { type: 'name'; directory: number; name: string; id: number }
  /** A file kept its first `kept` bytes, then got `size`, then these parts of the data. */
  | {
      type: 'contents';
      id: number;
      kept: number;
      size: number;
      parts: [at: number, size: number][];
    };

export interface Commit {
  /** Goes up with each image that is begun: the newest counts. */
  generation: number;
  changes: DiskChange[];
  data: Uint8Array;
}

const MAGIC = 0x494e5354; // INST
const HEADER_BYTES = 16;

export function encodeCommit({ generation, changes, data }: Commit): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify({ generation, changes }));
  const bytes = new Uint8Array(HEADER_BYTES + json.length + data.length);
  bytes.set(json, HEADER_BYTES);
  bytes.set(data, HEADER_BYTES + json.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC);
  header.setUint32(4, json.length);
  header.setUint32(8, data.length);
  header.setUint32(12, crc32(bytes.subarray(HEADER_BYTES)));
  return bytes;
}

/** The commits of one generation that an image begins with, and where they end. */
export function readLog(image: Uint8Array): { commits: Commit[]; end: number } {
  const commits: Commit[] = [];
  let end = 0;
  for (;;) {
    const commit = readCommit(image, end);
    if (!commit || commit.generation !== (commits[0] ?? commit).generation) break;
    commits.push(commit);
    end = commit.end;
  }
  return { commits, end };
}

function readCommit(image: Uint8Array, at: number): (Commit & { end: number }) | undefined {
  if (at + HEADER_BYTES > image.length) return undefined;
  const header = new DataView(image.buffer, image.byteOffset + at, HEADER_BYTES);
  const [magic, jsonLength, dataLength, sum] = [0, 4, 8, 12].map((word) => header.getUint32(word));
  const data = at + HEADER_BYTES + jsonLength!;
  const end = data + dataLength!;
  if (magic !== MAGIC || end > image.length) return undefined;
  if (crc32(image.subarray(at + HEADER_BYTES, end)) !== sum) return undefined;
  const json = new TextDecoder().decode(image.subarray(at + HEADER_BYTES, data));
  return { ...(JSON.parse(json) as Omit<Commit, 'data'>), data: image.subarray(data, end), end };
}
