/** Runs in the tab: what runtimes/embedded-node.ts drives. */
import { bootEmbedded } from '../../src/runtime/embedded.ts';
import type { Container, WebContainerProcess } from '../../src/runtime/container.ts';
import type { Program } from './runtime.ts';

let container: Promise<Container> | undefined;
let held: WebContainerProcess | undefined;

async function start({ source, args }: Program): Promise<WebContainerProcess> {
  const node = await (container ??= bootEmbedded());
  await node.fs.writeFile('index.cjs', source);
  return node.spawn('node', ['index.cjs', ...args]);
}

/** What a program prints from its beginning to its end. */
async function run(program: Program): Promise<string> {
  const process = await start(program);
  let output = '';
  for await (const chunk of process.output) output += chunk;
  return output;
}

/** Milliseconds to the first output; boots first if need be. */
async function firstOutput(program: Program): Promise<number> {
  const from = performance.now();
  const process = await start(program);
  const reader = process.output.getReader();
  await reader.read();
  const ms = performance.now() - from;
  while (!(await reader.read()).done);
  return ms;
}

/** Starts a program that stays, and gives what it printed up to the line `result …`. */
async function hold(program: Program): Promise<string> {
  held = await start(program);
  const reader = held.output.getReader();
  let output = '';
  while (!/^result .+\n/m.test(output)) {
    const { value, done } = await reader.read();
    if (done) break;
    output += value;
  }
  return output;
}

async function release(): Promise<void> {
  held!.kill();
  await held!.exit;
}

export const bench = { run, firstOutput, hold, release };
Object.assign(globalThis, { bench });
