import { decode } from '@msgpack/msgpack';
import type { FileSystemTree } from '@webcontainer/api';

/** The binary format of `@webcontainer/snapshot`, decoded. */
interface Folder {
  d: Record<string, Folder | { f: { c: Uint8Array } }>;
}

/** The files of a snapshot that is not compressed; their contents are parts of `snapshot`. */
export function readSnapshot(snapshot: Uint8Array): FileSystemTree {
  return treeOf(decode(snapshot) as Folder);
}

function treeOf({ d }: Folder): FileSystemTree {
  const entries = Object.entries(d).map(([name, entry]) => {
    const node = 'd' in entry ? { directory: treeOf(entry) } : { file: { contents: entry.f.c } };
    return [name, node] as const;
  });
  return Object.fromEntries(entries);
}
