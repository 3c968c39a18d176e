/**
 * The scripts to compare. Each is a file of tests/node/scripts/<group>/ whose name does not begin
 * with `_`; it runs in a fresh copy of its group's folder, where its siblings and the group's
 * subfolders stand beside it. Its first line may say how it is run:
 *
 *   // run: {"flags": ["--no-warnings"], "args": ["a"], "env": {"B": "c"}, "stdin": "text\n"}
 *
 * A group with a package.json may import the packages and helpers that it names. They are packed as
 * the site's are, and both Nodes run on what was packed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needsOf } from '../../../src/build/packages/needs.ts';
import { PACKED, pack } from '../../../src/build/packages/pack.ts';
import type { PackedSnapshot } from '../../../src/build/packages/snapshot-file.ts';
import type { FileSystemTree } from '../../../src/runtime/container.ts';

export interface Script {
  /** `group/file`, or a path as it was given. */
  name: string;
  tree: FileSystemTree;
  /** Mounted in its folder. */
  snapshots: PackedSnapshot[];
  /** What follows `node` on the command line. */
  args: string[];
  env: Record<string, string>;
  stdin: string;
  /** In the tab its loop tells of itself meanwhile. */
  isTraced?: boolean;
}

interface Header {
  flags?: string[];
  args?: string[];
  env?: Record<string, string>;
  stdin?: string;
}

const ROOT = fileURLToPath(new URL('../scripts/', import.meta.url));

/** Every script whose name contains `only`. */
export async function readScripts(only = ''): Promise<Script[]> {
  const groups = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = groups.flatMap(({ name: group }) => {
    return readdirSync(join(ROOT, group))
      .filter((file) => /^[^_].*\.[cm]?js$/.test(file))
      .filter((file) => `${group}/${file}`.includes(only))
      .map((file) => join(ROOT, group, file));
  });
  return Promise.all(paths.map(readScript));
}

/** One script anywhere, with all that is in its folder. */
export async function readScript(path: string): Promise<Script> {
  const folder = dirname(path);
  const file = relative(folder, path);
  const tree = readTree(folder);
  const text = readFileSync(path, 'utf8');
  const { flags = [], args = [], env = {}, stdin = '' } = header(text, path);
  const name = path.startsWith(ROOT) ? relative(ROOT, path) : path;
  const needs = hasDependencies(tree) ? await needsOf(folder, [{ name: file, text }], folder) : [];
  const snapshots = await Promise.all(needs.map((need) => pack(need.name, folder)));
  return { name, tree, snapshots, args: [...flags, file, ...args], env, stdin };
}

/** Other folders bring what they import: it stands in their node_modules. */
function hasDependencies(tree: FileSystemTree): boolean {
  const manifest = tree['package.json'];
  if (!manifest || !('file' in manifest) || !('contents' in manifest.file)) return false;
  return 'dependencies' in (JSON.parse(String(manifest.file.contents)) as object);
}

/** What a server must have for the tab to run `scripts`, by path. */
export function snapshotFiles(scripts: Script[]): Record<string, Uint8Array> {
  const names = new Set(scripts.flatMap(({ snapshots }) => snapshots.map(({ file }) => file)));
  return Object.fromEntries(
    [...names].map((name) => [`/${name}`, readFileSync(join(PACKED, name))]),
  );
}

/** A script that is not in a file. */
export function scriptFromSource(name: string, file: string, source: string): Script {
  const tree = { [file]: { file: { contents: source } } };
  return { name, tree, snapshots: [], args: [file], env: {}, stdin: '' };
}

function header(source: string, path: string): Header {
  const json = /^\/\/ run: (.*)$/m.exec(source.split('\n', 1)[0]!)?.[1];
  if (json === undefined) return {};
  try {
    return JSON.parse(json) as Header;
  } catch (error) {
    throw new Error(`${path}: its first line, "// run: …", is not JSON: ${error}`, {
      cause: error,
    });
  }
}

function readTree(folder: string): FileSystemTree {
  const tree: FileSystemTree = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules') continue;
    if (entry.isDirectory()) tree[entry.name] = { directory: readTree(path) };
    else tree[entry.name] = { file: { contents: readFileSync(path, 'utf8') } };
  }
  return tree;
}
