/**
 * Node's own suite as it lies in its repository: test/parallel and what its files ask for, test/common
 * and test/fixtures.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileSystemTree } from '../../../src/runtime/container.ts';

export interface SuiteTest {
  /** `parallel/test-assert.js`. */
  name: string;
  source: string;
  /** What of `Suite.parts` it needs besides. */
  parts: string[];
  /** What its `// Flags:` and `// Env:` lines ask for. */
  flags: string[];
  env: Record<string, string>;
}

export interface Suite {
  /** Absolute path of Node's test directory. */
  directory: string;
  /** Node's version that the suite belongs to; `unknown` if nothing beside it says so. */
  version: string;
  /** Changes whenever a file of the suite does. */
  digest: string;
  tests: SuiteTest[];
  /** What tests share, to be mounted in Node's test directory when a test asks for it. */
  parts: Record<string, FileSystemTree>;
}

const FOLDER = 'parallel';
const COMMON = 'common';
/** Parts by the words with which tests ask for them; `wpt` lies in the fixtures. */
const ASKED_FOR: Record<string, RegExp> = {
  fixtures: /fixtures|common\/(?:heap|inspector-helper|proxy-server|sea|tls|wasi|watch|wpt)/,
  wpt: /wpt/,
  'async-hooks': /\.\.\/async-hooks\//,
  [FOLDER]: /\.\/test-|\.\.\/parallel|readdir/,
};

/** Reads the suite whose tests have one of `filters` in their names; all without any. */
export function readSuite(path: string, filters: string[] = []): Suite {
  const directory = resolve(path);
  if (!existsSync(join(directory, FOLDER)) || !existsSync(join(directory, 'common'))) {
    throw new Error(
      `${directory} is not Node's test directory: it has no "${FOLDER}" and "common". ` +
        'Give the path of "test" in a checkout of Node, or of github.com/denoland/node_test.',
    );
  }
  const hash = createHash('sha256');
  const parts: Suite['parts'] = {};
  for (const name of [COMMON, 'fixtures', 'async-hooks', FOLDER]) {
    if (!existsSync(join(directory, name))) continue;
    const tree = readTree(join(directory, name), hash);
    if (name === 'fixtures') {
      const { wpt, ...rest } = tree;
      if (wpt) parts['wpt'] = { fixtures: { directory: { wpt } } };
      parts[name] = { [name]: { directory: rest } };
    } else {
      parts[name] = { [name]: { directory: tree } };
    }
  }
  const tests = readdirSync(join(directory, FOLDER))
    .filter((file) => /^test-.*\.[cm]?js$/.test(file))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
    .map((file) => {
      const source = readFileSync(join(directory, FOLDER, file), 'utf8');
      const asked = Object.keys(parts).filter((part) => ASKED_FOR[part]?.test(source));
      const name = `${FOLDER}/${file}`;
      return { name, source, parts: [COMMON, ...asked], ...parseMetadata(source) };
    });
  const digest = hash.digest('hex').slice(0, 12);
  return { directory, version: readVersion(directory), digest, tests, parts };
}

/** The `// Flags: --expose-internals` and `// Env: NAME=value` lines of a test. */
export function parseMetadata(source: string): Pick<SuiteTest, 'flags' | 'env'> {
  const words = (label: string): string[] =>
    [...source.matchAll(new RegExp(`^// ${label}:(.*)$`, 'gm'))].flatMap(([, text]) =>
      text!.split(/\s+/).filter(Boolean),
    );
  const env = words('Env').map((word) => {
    const [name = '', ...value] = word.split('=');
    return [name, value.join('=')] as const;
  });
  return { flags: words('Flags'), env: Object.fromEntries(env) };
}

/** From src/node_version.h of Node's own repository, or node_version.ts of denoland/node_test. */
function readVersion(directory: string): string {
  const root = dirname(directory);
  const read = (path: string): string =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
  const copied = /version = "([\d.]+)"/.exec(read('node_version.ts'))?.[1];
  if (copied) return copied;
  const header = read('src/node_version.h');
  const parts = ['MAJOR', 'MINOR', 'PATCH'].map(
    (part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(header)?.[1],
  );
  return parts.includes(undefined) ? 'unknown' : parts.join('.');
}

function readTree(folder: string, hash: ReturnType<typeof createHash>): FileSystemTree {
  const tree: FileSystemTree = {};
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    hash.update(`${basename(path)}\0`);
    if (entry.isDirectory()) {
      tree[entry.name] = { directory: readTree(path, hash) };
    } else if (entry.isSymbolicLink()) {
      tree[entry.name] = { file: { symlink: readlinkSync(path) } };
    } else {
      const contents = readFileSync(path);
      hash.update(contents);
      tree[entry.name] = { file: { contents } };
    }
  }
  return tree;
}
