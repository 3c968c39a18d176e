/** The pinned Node: the binary that runs this. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEADLINE_MS, resultIn, resultOf, type Program, type Runtime } from '../runtime.ts';

export class RealNode implements Runtime {
  readonly name = `Node ${process.version}`;
  readonly #folder = mkdtempSync(join(tmpdir(), 'in-step-bench-'));

  #start({ source, args }: Program): ChildProcess {
    writeFileSync(join(this.#folder, 'index.cjs'), source);
    return spawn(process.execPath, ['index.cjs', ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    });
  }

  async run(program: Program): Promise<number> {
    const child = this.#start(program);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    await new Promise((resolve) => child.on('close', resolve));
    return resultOf(output);
  }

  async coldStart(program: Program): Promise<number> {
    const from = performance.now();
    const child = this.#start(program);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    const ms = performance.now() - from;
    child.kill();
    return ms;
  }

  /** Nothing of a Node process serves the next one. */
  warmStart(program: Program): Promise<number> {
    return this.coldStart(program);
  }

  async hold<T>(program: Program, whileRunning: () => Promise<T>): Promise<T> {
    const child = this.#start(program);
    let output = '';
    await new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (resultIn(output) !== undefined) resolve();
      });
    });
    resultOf(output);
    try {
      return await whileRunning();
    } finally {
      child.kill();
    }
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true });
  }
}
