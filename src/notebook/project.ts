/** A sandbox with the reader's code as a project of its own: it runs with `node` where it is put. */
import { strToU8, zipSync } from 'fflate';
import manifestText from '../../sandboxes/package.json?raw';
import postgres from '../../sandboxes/postgres/index.js?raw';
import timeline from '../../sandboxes/timeline/index.js?raw';
import type { Sandbox } from './sandbox.ts';

type Files = Record<string, string>;

/** The helpers' files, by what package.json's `imports` calls them. */
const helpers: Record<string, Files> = {
  '#timeline': { 'timeline/index.js': timeline },
  '#postgres': { 'postgres/index.js': postgres },
};

interface Manifest {
  imports: Record<string, string>;
  dependencies: Record<string, string>;
}

/** All files by their paths: the reader's own, the helpers that they import, package.json. */
export function projectFiles({ name, title, files, needs }: Sandbox, code: Files): Files {
  const { imports, dependencies } = JSON.parse(manifestText) as Manifest;
  const needed = new Set(['#timeline', ...needs]);
  const pick = (from: Record<string, string>) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => needed.has(key)));
  const manifest = {
    name,
    description: title.en,
    private: true,
    type: 'module',
    scripts: { start: `node ${files[0]}` },
    imports: pick(imports),
    dependencies: pick(dependencies),
  };
  return Object.assign(
    {},
    code,
    ...Object.keys(manifest.imports).map((helper) => helpers[helper]),
    { 'package.json': `${JSON.stringify(manifest, null, 2)}\n` },
  );
}

/** The project as a zip with one folder, named as the sandbox. */
export function zipProject(sandbox: Sandbox, code: Files): Uint8Array<ArrayBuffer> {
  const files = Object.entries(projectFiles(sandbox, code));
  const folder = Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)]));
  return zipSync({ [sandbox.name]: folder }) as Uint8Array<ArrayBuffer>;
}

/** True if `npm install` must come before the first run. */
export function needsInstall({ needs }: Sandbox): boolean {
  return needs.some((need) => !need.startsWith('#'));
}
