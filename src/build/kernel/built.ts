/** What `npm run build:kernel` made, and what it made it of. The build of the site only reads it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** From the project's folder, where npm and Astro run: a build moves this module. */
export const KERNEL = path.resolve('kernel');
export const BUILT = path.join(KERNEL, 'built');
export const V86_FOLDER = path.resolve('node_modules/v86/build');

/** `manifest.json`: SHA-256 (hex). */
export interface Manifest {
  /** Of what it was made of (`hashOfInputs`). */
  inputs: string;
  /** Of what the compilers made, which is the same wherever it is made. */
  made: Record<string, string>;
  /** Of the files beside the manifest. A saved state differs each time. */
  files: Record<string, string>;
}

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(BUILT, 'manifest.json'), 'utf8')) as Manifest;
}

export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Of all that decides what comes out: what stands in `kernel`, how the state is saved, and v86. */
export async function hashOfInputs(): Promise<string> {
  const names = (await readdir(KERNEL, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative('.', path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => !name.startsWith('kernel/built/') && !name.endsWith('.md'))
    .sort();
  const sources = ['src/commands/build-kernel.ts', 'src/kernel/machine.ts'];
  const hash = createHash('sha256');
  for (const name of [...names, ...sources]) {
    hash.update(`${name}\0${(await readFile(name, 'utf8')).replaceAll('\r\n', '\n')}\0`);
  }
  hash.update(await readFile(path.join(V86_FOLDER, 'v86.wasm')));
  return hash.digest('hex');
}
