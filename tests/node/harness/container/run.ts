/** Runs in the tab: one check after the other, and what takes a container of its own. */
import { bootEmbedded } from '../../../../src/runtime/embedded.ts';
import type { Container } from '../../../../src/runtime/container.ts';
import { checks } from './checks.ts';
import { equal, runs, start, until } from './programs.ts';
import { WORKER_LOOP } from './stop-checks.ts';

let shared: Promise<Container> | undefined;

/** Runs one check, on the container that the last one left if that is still alive. */
export async function check(name: string): Promise<number | void> {
  const container = await (shared ??= bootEmbedded());
  const taken = await checks[name]!(container);
  await container.fs.readdir('.').catch(() => (shared = undefined));
  return taken;
}

/** Boots, and aborts that at once: nothing may stay behind. */
export async function abortBoot(): Promise<void> {
  const controller = new AbortController();
  const boot = bootEmbedded({
    signal: controller.signal,
    onStep: (step) => step === 'starting' && queueMicrotask(() => controller.abort()),
  });
  equal(await boot.catch((error: Error) => error.name), 'AbortError', 'boot');
  equal(document.querySelectorAll('iframe').length, 0, 'frames');
}

let doomed: Promise<string> | undefined;

/** Boots a container that is to be lost. */
export async function bootDoomed(): Promise<void> {
  const container = await bootEmbedded();
  doomed = new Promise((resolve) => container.on('lost', resolve));
}

/** The reason why it was lost. */
export async function loss(): Promise<string> {
  return doomed!;
}

let tired: Promise<Container> | undefined;

/**
 * `count` runs in one container, the same on every call; half of them are stopped, with a thread and a
 * server. They listen where the ones before did, so none may leave its port behind.
 */
export async function manyRuns(count: number): Promise<void> {
  const container = await (tired ??= bootEmbedded());
  const listens = (on: string) =>
    `require('net').createServer().listen(${PORT}, () => { console.log('go'); ${on} })`;
  for (let i = 0; i < count; i += 2) {
    await runs(container);
    const process = await start(container, listens(`${WORKER_LOOP}; for (;;);`));
    await until(process.output.getReader(), 'go\n');
    process.kill();
    await process.exit;
  }
}

const PORT = 3000;
