/** A sandbox with the reader's code as a project of its own: it runs with `node` where it is put. */
import { strToU8, zipSync } from 'fflate';
import manifestText from '../../sandboxes/package.json?raw';
import postgres from '../../sandboxes/postgres/index.js?raw';
import timeline from '../../sandboxes/timeline/index.js?raw';
import type { Values } from './controls.ts';
import { ENV_FILE, writeEnvFile } from './env-file.ts';
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

/**
 * All files by their paths: the reader's own, the helpers that they import, package.json, and the
 * values of its controls as a file of variables.
 */
export function projectFiles(sandbox: Sandbox, code: Files, values: Values): Files {
  const { name, title, needs, controls } = sandbox;
  const { imports, dependencies } = JSON.parse(manifestText) as Manifest;
  const needed = new Set(['#timeline', ...needs]);
  const pick = (from: Record<string, string>) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => needed.has(key)));
  const manifest = {
    name,
    description: title.en,
    private: true,
    type: 'module',
    scripts: { start: startOf(sandbox) },
    imports: pick(imports),
    dependencies: pick(dependencies),
  };
  return Object.assign(
    {},
    code,
    ...Object.keys(manifest.imports).map((helper) => helpers[helper]),
    { 'package.json': `${JSON.stringify(manifest, null, 2)}\n` },
    controls && { [ENV_FILE]: writeEnvFile(controls, values) },
  );
}

/** The project as a zip with one folder, named as the sandbox. */
export function zipProject(sandbox: Sandbox, code: Files, values: Values): Uint8Array<ArrayBuffer> {
  const files = Object.entries(projectFiles(sandbox, code, values));
  const folder = Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)]));
  return zipSync({ [sandbox.name]: folder }) as Uint8Array<ArrayBuffer>;
}

/** What runs the project in its folder, with all that must come before. */
export function commandOf(sandbox: Sandbox): string {
  const hasPackages = sandbox.needs.some((need) => !need.startsWith('#'));
  return `${hasPackages ? 'npm install && ' : ''}${startOf(sandbox)}`;
}

function startOf({ files, controls }: Sandbox): string {
  return `node ${controls ? `--env-file=${ENV_FILE} ` : ''}${files[0]}`;
}
