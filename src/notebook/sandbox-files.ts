/** What a run needs of `sandboxes/` beside the reader's code, bundled with the notebook. */
import { snapshots } from 'virtual:in-step/packages';
import type { FileSystemTree } from '../runtime/container.ts';
import type { Snapshot } from '../runtime/snapshots.ts';
import packageJson from '../../sandboxes/package.json?raw';
import timeline from '../../sandboxes/timeline/index.js?raw';
import type { Checks } from './session.ts';

const checks = import.meta.glob<Checks>([
  '../../sandboxes/*/claims.js',
  '!../../sandboxes/template/**',
]);

/** The files to mount at the container's root: the scope, `#timeline` and one sandbox's folder. */
export function sandboxTree(name: string, files: Record<string, string>): FileSystemTree {
  return {
    'package.json': file(packageJson),
    timeline: { directory: { 'index.js': file(timeline) } },
    [name]: {
      directory: Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, file(text)]),
      ),
    },
  };
}

/** Packages that a sandbox needs, to be fetched when it is run. */
export function sandboxSnapshots(name: string): Snapshot[] {
  return snapshots[name] ?? [];
}

function file(contents: string) {
  return { file: { contents } };
}

/** Loads `sandboxes/<name>/claims.js`. */
export function loadChecks(name: string): Promise<Checks> {
  const load = checks[`../../sandboxes/${name}/claims.js`];
  if (!load) throw new Error(`sandboxes/${name} has no claims.js.`);
  return load();
}
