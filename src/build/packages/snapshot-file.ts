/**
 * Snapshots: folders in one compressed file, which either container mounts. Inside the gzip is the
 * binary format of `@webcontainer/snapshot`, MessagePack of `{d: {name: {d: …} | {f: {c: bytes}}}}`.
 * It is made here because not every file goes in, and because equal files must give equal names.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import type { Snapshot } from '../../runtime/snapshots.ts';

/** A snapshot on this machine: the name of its file instead of a URL. */
export type PackedSnapshot = Omit<Snapshot, 'url'> & { file: string };

/** Contents by path in the container's working directory, with `/`. */
export type Files = Map<string, Uint8Array>;

interface Folder {
  d: Record<string, Folder | { f: { c: Uint8Array } }>;
}

/** Before it is compressed. The order of `files` does not matter. */
export function encodeSnapshot(files: Files): Uint8Array {
  const root: Folder = { d: {} };
  for (const [file, contents] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const folders = file.split('/');
    const name = folders.pop()!;
    let folder = root;
    for (const part of folders) folder = (folder.d[part] ??= { d: {} }) as Folder;
    folder.d[name] = { f: { c: contents } };
  }
  return encode(root);
}

/**
 * Writes a snapshot into `outDir`, unless it is there already: compressing takes seconds. Its name
 * is made of `title`, which the reader sees too, and a hash of what is in it.
 */
export async function writeSnapshot(
  title: string,
  files: Files,
  outDir: string,
): Promise<PackedSnapshot> {
  const bytes = encodeSnapshot(files);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const words = title.replaceAll(/[^\w.]+/g, '-').replace(/^-/, '');
  const file = `${words}.${hash}.snapshot`;
  const target = path.join(outDir, file);
  if (!(await exists(target))) {
    await mkdir(outDir, { recursive: true });
    const unfinished = `${target}.${process.pid}`;
    await writeFile(unfinished, await promisify(gzip)(bytes, { level: 9 }));
    await rename(unfinished, target);
  }
  return { title, file, size: (await stat(target)).size, unpackedSize: bytes.length };
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
