/** How the suite goes in real, pinned Node: kept, for it changes only with the suite and that Node. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, type Outcome, type TestRun } from './outcome.ts';
import type { Suite, SuiteTest } from './suite.ts';

const CACHE = fileURLToPath(new URL('../../../.cache/conformance/', import.meta.url));
const DEADLINE_MS = 60_000;
const SAVE_EVERY = 50;

type Baseline = Record<string, Pick<Outcome, 'status' | 'ms'>>;

/** Runs what is not known yet, `lanes` tests at a time; `onProgress` hears how many are to be run. */
export async function readBaseline(
  suite: Suite,
  lanes: number,
  onProgress: (done: number, of: number) => void,
): Promise<Baseline> {
  const path = join(CACHE, `${process.version}-${suite.digest}.json`);
  const known = readKnown(path);
  const save = (): void => {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(path, JSON.stringify(known));
  };
  const missing = suite.tests.filter(({ name }) => !(name in known));
  const queue = [...missing];
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let test = queue.shift(); test; test = queue.shift()) {
      const { status, ms } = judge(await runInRealNode(suite, test));
      known[test.name] = { status, ms };
      onProgress(++done, missing.length);
      if (done % SAVE_EVERY === 0) save();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (done > 0) save();
  return known;
}

function readKnown(path: string): Baseline {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Baseline;
  } catch {
    return {};
  }
}

/** In a process group of its own, which is ended as a whole, and with a fresh folder. */
async function runInRealNode(suite: Suite, { name, flags, env }: SuiteTest): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const started = performance.now();
  const command = ['-c', 'exec "$@" 2>&1', 'sh', process.execPath];
  const child = spawn('/bin/sh', [...command, ...flags, join(suite.directory, name)], {
    cwd: dirname(suite.directory),
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: folder,
      NODE_TEST_DIR: folder,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  child.stdin.on('error', () => {});
  child.stdin.end();
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    endGroup(child.pid!);
  }, DEADLINE_MS);
  const code = await new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
  clearTimeout(deadline);
  endGroup(child.pid!); // what the test left running
  rmSync(folder, { recursive: true, force: true });
  return { output, code: late ? null : code, ms: Math.round(performance.now() - started) };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
