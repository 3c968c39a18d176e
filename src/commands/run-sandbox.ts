/** Runs a sandbox in real Node, in a process of its own. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { SANDBOXES, type SandboxSource } from '../build/read-sandboxes.ts';
import { OscSplitter } from '../notebook/osc.ts';
import type { Values } from '../notebook/controls.ts';
import { plainText } from '../notebook/terminal.ts';
import type { Run } from '../notebook/timeline-events.ts';

/** A sandbox ends in a second or two; one that has not by now never will. */
const DEADLINE_MS = 60_000;

/** Runs what the reader starts with. Without values it finds its own. */
export function runStarter({ name, files }: SandboxSource, values: Values = {}): Promise<Run> {
  return runNode(files[0]!, path.join(SANDBOXES, name), values);
}

/** Runs a copy of the sandbox over which `solution/` is laid. */
export async function runSolution(
  { name, files, needs, solution }: SandboxSource,
  values: Values = {},
): Promise<Run> {
  await mkdir('.cache', { recursive: true });
  const copy = await mkdtemp(path.join('.cache', 'solution-'));
  try {
    const helpers = ['timeline', ...(needs.includes('#postgres') ? ['postgres'] : [])];
    for (const part of ['package.json', ...helpers, name]) {
      await cp(path.join(SANDBOXES, part), path.join(copy, part), { recursive: true });
    }
    for (const file of solution) await writeFile(path.join(copy, name, file.name), file.text);
    return await runNode(files[0]!, path.join(copy, name), values);
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** `exitCode` is null if it had to be ended at the deadline. */
async function runNode(script: string, cwd: string, values: Values): Promise<Run> {
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...values },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  const run: Run = { output: '', events: [], exitCode: null };
  const splitter = new OscSplitter();
  const errors = new TextDecoder();
  const add = ({ text, events }: ReturnType<OscSplitter['push']>) => {
    run.output += text;
    run.events.push(...events);
  };
  child.stdout.on('data', (chunk: Buffer) => add(splitter.push(chunk)));
  child.stderr.on(
    'data',
    (chunk: Buffer) => (run.output += errors.decode(chunk, { stream: true })),
  );
  [run.exitCode] = (await once(child, 'close')) as [number | null];
  add(splitter.end());
  run.output = plainText(run.output);
  return run;
}
