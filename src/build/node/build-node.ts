/** Builds the scripts of the embedded Node (see src/node/README.md). */
import { createHash } from 'node:crypto';
import {
  access,
  copyFile,
  glob,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { THREAD_SCRIPT } from '../../node/thread/lib.ts';
import { NATIVE_GLOBALS } from '../../node/thread/native-globals.ts';
import { modulesIn } from '../licences/shipped.ts';
import { bundleLib } from './bundle.ts';
import { extractNode } from './extract.ts';
import { PINNED_VERSION, assertPinnedNode, readNodeLicense } from './pinned-node.ts';
import { usualModules } from './usual-modules.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = join(ROOT, '.cache/node');
const DAY_MS = 24 * 60 * 60 * 1000;

/** Entry points in src/node. Classic scripts: opaque frames can start no module workers. */
const ENTRIES = {
  frame: 'frame/frame.ts',
  thread: 'thread/boot.ts',
  files: 'files/server.ts',
  pool: 'pool/worker.ts',
  disk: 'disk/worker.ts',
} as const;

export const SCRIPTS = ['frame', 'lib', 'libRest', 'thread', 'files', 'pool', 'disk'] as const;
type ScriptName = (typeof SCRIPTS)[number];

/** Names of the scripts in `outDir`, each with a hash of its content, and Node's version. */
export type BuiltNode = Record<ScriptName, string> & {
  version: string;
  license: string;
  /** Ids of what is bundled into the scripts, as esbuild has them. */
  modules: string[];
};

/** Hash over all that the scripts depend on. */
async function hashInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const files = [join(ROOT, 'package-lock.json')];
  for await (const file of glob(['src/node/**/*.ts', 'src/build/node/*'], { cwd: ROOT })) {
    files.push(join(ROOT, file));
  }
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function bundleScript(
  name: keyof typeof ENTRIES,
): Promise<{ text: string; modules: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, 'src/node', ENTRIES[name])],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'esnext',
    keepNames: true, // Node prints names of classes
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const script = outputFiles[0]!.text;
  const text =
    name === 'thread'
      ? `{const {${NATIVE_GLOBALS.join(',')}}=globalThis;${script}}//# sourceURL=${THREAD_SCRIPT}\n`
      : `${script}//# sourceURL=in-step:${name}\n`;
  return { text, modules: modulesIn(metafile) };
}

async function writeScripts(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const [lib, license, ...bundled] = await Promise.all([
    Promise.all([extractNode(), usualModules()]).then(([dump, usual]) => bundleLib(dump, usual)),
    readNodeLicense(),
    ...Object.keys(ENTRIES).map((name) => bundleScript(name as keyof typeof ENTRIES)),
  ]);
  const texts: Record<string, string> = { ...lib };
  Object.keys(ENTRIES).forEach((name, i) => (texts[name] = bundled[i]!.text));

  const built = { version: PINNED_VERSION, license: 'LICENSE.node.txt' } as BuiltNode;
  built.modules = bundled.flatMap(({ modules }) => modules);
  for (const name of SCRIPTS) {
    const hash = createHash('sha256').update(texts[name]!).digest('hex').slice(0, 10);
    built[name] = `${name}.${hash}.js`;
    await writeFile(join(directory, built[name]), texts[name]!);
  }
  await writeFile(join(directory, built.license), license);
  await writeFile(join(directory, 'built.json'), JSON.stringify(built));
}

/** Removes what other inputs gave more than a day ago. */
async function removeStale(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const path = join(CACHE, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Builds the embedded Node into `outDir`, which is made if need be. What was built from the same
 * inputs before is copied from `.cache/node`. Fails in a clear sentence unless the pinned Node runs
 * this build.
 */
export async function buildNode(outDir: string): Promise<BuiltNode> {
  assertPinnedNode();
  const cached = join(CACHE, await hashInputs());
  const manifest = join(cached, 'built.json');
  const isCached = await access(manifest).then(
    () => true,
    () => false,
  );
  if (!isCached) {
    const partial = `${cached}.${process.pid}`;
    await writeScripts(partial);
    // Another build may have finished the same meanwhile: either result is good.
    await rename(partial, cached).catch(() => rm(partial, { recursive: true }));
    await removeStale();
  }
  const built = JSON.parse(await readFile(manifest, 'utf8')) as BuiltNode;
  await mkdir(outDir, { recursive: true });
  for (const file of [...SCRIPTS.map((name) => built[name]), built.license]) {
    await copyFile(join(cached, file), join(outDir, file));
  }
  return built;
}
