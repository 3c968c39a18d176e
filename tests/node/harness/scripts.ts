/**
 * The scripts to compare. Each is a file of tests/node/scripts/<group>/ whose name does not begin
 * with `_`; it runs in a fresh copy of its group's folder, where its siblings and the group's
 * subfolders stand beside it. Its first line may say how it is run:
 *
 *   // run: {"flags": ["--no-warnings"], "args": ["a"], "env": {"B": "c"}, "stdin": "text\n"}
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystemTree } from '../../../src/runtime/container.ts';

export interface Script {
  /** `group/file`, or a path as it was given. */
  name: string;
  tree: FileSystemTree;
  /** What follows `node` on the command line. */
  args: string[];
  env: Record<string, string>;
  stdin: string;
}

interface Header {
  flags?: string[];
  args?: string[];
  env?: Record<string, string>;
  stdin?: string;
}

const ROOT = fileURLToPath(new URL('../scripts/', import.meta.url));

/** Every script whose name contains `only`. */
export function readScripts(only = ''): Script[] {
  const groups = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return groups.flatMap(({ name: group }) => {
    return readdirSync(join(ROOT, group))
      .filter((file) => /^[^_].*\.[cm]?js$/.test(file))
      .filter((file) => `${group}/${file}`.includes(only))
      .map((file) => readScript(join(ROOT, group, file)));
  });
}

/** One script anywhere, with all that is in its folder. */
export function readScript(path: string): Script {
  const folder = dirname(path);
  const file = relative(folder, path);
  const tree = readTree(folder);
  const { flags = [], args = [], env = {}, stdin = '' } = header(readFileSync(path, 'utf8'), path);
  const name = path.startsWith(ROOT) ? relative(ROOT, path) : path;
  return { name, tree, args: [...flags, file, ...args], env, stdin };
}

/** A script that is not in a file. */
export function scriptFromSource(name: string, file: string, source: string): Script {
  const tree = { [file]: { file: { contents: source } } };
  return { name, tree, args: [file], env: {}, stdin: '' };
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
    if (entry.isDirectory()) tree[entry.name] = { directory: readTree(path) };
    else tree[entry.name] = { file: { contents: readFileSync(path, 'utf8') } };
  }
  return tree;
}
