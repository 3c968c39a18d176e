import { createHash } from 'node:crypto';
import type { SandboxFile } from '../notebook/sandbox.ts';

/**
 * What a recorded run was a run of: SHA-256 in hex over the name and text of each file, in order.
 * Line ends count as `\n`, so that a checkout on Windows has the same hash.
 */
export function hashSources(files: SandboxFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name}\0${text.replaceAll('\r\n', '\n')}\0`);
  return hash.digest('hex');
}
