/** Runs a script in the real, pinned Node: the one that runs this. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PACKED } from '../../../src/build/packages/pack.ts';
import type { FileSystemTree } from '../../../src/runtime/container.ts';
import { readSnapshot } from '../../../src/runtime/snapshot-tree.ts';
import type { RunResult } from './page.ts';
import type { Script } from './scripts.ts';

/**
 * Runs `script` in a fresh folder whose path is as long as the tab's `cwd`, so that both break lines
 * at the same places. stdout and stderr are one pipe, as in the tab: their order is compared too.
 */
export async function runInRealNode(
  script: Script,
  tabCwd: string,
  deadlineMs: number,
): Promise<RunResult & { cwd: string }> {
  const cwd = join(tmpdir(), basename(tabCwd)).padEnd(tabCwd.length, '-');
  rmSync(cwd, { recursive: true, force: true });
  writeTree(script.tree, cwd);
  for (const { file } of script.snapshots) {
    writeTree(readSnapshot(gunzipSync(readFileSync(join(PACKED, file)))), cwd);
  }
  const child = spawn('/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', process.execPath, ...script.args], {
    cwd,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: cwd, ...script.env },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: deadlineMs,
    killSignal: 'SIGKILL',
  });
  child.stdin.on('error', () => {});
  child.stdin.end(script.stdin);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.on('close', (...end) => resolve(end));
  });
  rmSync(cwd, { recursive: true, force: true });
  return { output, code: code ?? signalExitCode(signal), cwd };
}

function signalExitCode(signal: NodeJS.Signals | null): number | null {
  return { SIGTERM: 143, SIGINT: 130, SIGABRT: 134, SIGHUP: 129 }[signal as string] ?? null;
}

function writeTree(tree: FileSystemTree, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, node] of Object.entries(tree)) {
    const path = join(folder, name);
    if ('directory' in node) writeTree(node.directory, path);
    else if ('contents' in node.file) writeFileSync(path, node.file.contents);
  }
}
