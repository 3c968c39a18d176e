/**
 * A tree of files as one sequence of bytes, in which it goes to the tab: the length of its index
 * (4 bytes), the index (JSON), then the contents of all files on end.
 */
import type { FileSystemTree } from '../../../src/runtime/container.ts';

/** A file is [offset, length] in the contents, a symlink its target. */
type Index = { [name: string]: Index | [number, number] | string };

const HEADER_BYTES = 4;

export function pack(tree: FileSystemTree): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const contents: Uint8Array[] = [];
  let length = 0;
  const indexOf = (folder: FileSystemTree): Index =>
    Object.fromEntries(
      Object.entries(folder).map(([name, node]) => {
        if ('directory' in node) return [name, indexOf(node.directory)];
        if ('symlink' in node.file) return [name, node.file.symlink];
        const { contents: content } = node.file;
        const bytes = typeof content === 'string' ? encoder.encode(content) : content;
        contents.push(bytes);
        length += bytes.length;
        return [name, [length - bytes.length, bytes.length] satisfies [number, number]];
      }),
    );
  const index = encoder.encode(JSON.stringify(indexOf(tree)));
  const archive = new Uint8Array(HEADER_BYTES + index.length + length);
  new DataView(archive.buffer).setUint32(0, index.length);
  archive.set(index, HEADER_BYTES);
  let at = HEADER_BYTES + index.length;
  for (const bytes of contents) {
    archive.set(bytes, at);
    at += bytes.length;
  }
  return archive;
}

export function unpack(archive: Uint8Array<ArrayBuffer>): FileSystemTree {
  const { buffer, byteOffset } = archive;
  const indexLength = new DataView(buffer, byteOffset).getUint32(0);
  const start = HEADER_BYTES + indexLength;
  const index = new TextDecoder().decode(archive.subarray(HEADER_BYTES, start));
  const treeOf = (folder: Index): FileSystemTree =>
    Object.fromEntries(
      Object.entries(folder).map(([name, node]) => {
        if (typeof node === 'string') return [name, { file: { symlink: node } }];
        if (!Array.isArray(node)) return [name, { directory: treeOf(node) }];
        const [offset, length] = node;
        return [
          name,
          { file: { contents: archive.slice(start + offset, start + offset + length) } },
        ];
      }),
    );
  return treeOf(JSON.parse(index) as Index);
}
