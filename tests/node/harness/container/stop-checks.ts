/** Whatever a program does, Stop ends it. */
import { equal, runs, start, until, type Check } from './programs.ts';

/** Stop must end whatever comes after the program has printed `go`, and the next run must work. */
const stops =
  (source: string): Check =>
  async (container) => {
    const process = await start(container, `console.log('go'); ${source}`);
    const reader = process.output.getReader();
    await until(reader, 'go\n');
    process.kill();
    equal(await process.exit, 137, 'exit code');
    while (!(await reader.read()).done);
    await runs(container);
  };

/** Starts a child that prints `go` once it runs. */
const child = (source: string, how = 'spawn'): string =>
  `require('child_process').${how}(process.execPath, ['-e', ${JSON.stringify(source)}], { stdio: 'inherit' })`;

/** As `stops`, but it is a child, or a child of one, that prints `go`. */
const stopsChild =
  (source: string): Check =>
  async (container) => {
    const process = await start(container, source);
    const reader = process.output.getReader();
    await until(reader, 'go\n');
    process.kill();
    equal(await process.exit, 137, 'exit code');
    while (!(await reader.read()).done);
    await runs(container);
  };

/** A thread that spins. */
export const WORKER_LOOP = `new (require('worker_threads').Worker)('for (;;);', { eval: true })`;

export const stopChecks: Record<string, Check> = {
  'stop ends a busy loop': stops('for (;;);'),
  'stop ends a wait for ever': stops(
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  ),
  'stop ends a storm of promises': stops('(function f() { Promise.resolve().then(f); })();'),
  'stop ends a storm of ticks': stops('(function f() { process.nextTick(f); })();'),
  'stop ends an idle program': stops('setInterval(() => {}, 1000);'),
  'stop ends a program that handles signals': stops(
    `for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => {}); for (;;);`,
  ),
  'stop ends threads': stops(`${WORKER_LOOP}; ${WORKER_LOOP}; for (;;);`),
  'stop ends a child that spins': stopsChild(child(`console.log('go'); for (;;);`)),
  'stop ends a spawnSync child that never ends': stopsChild(
    child(`console.log('go'); setInterval(() => {}, 1000);`, 'spawnSync'),
  ),
  'stop ends children of children': stopsChild(
    child(child(`console.log('go'); for (;;);`, 'spawnSync'), 'spawnSync'),
  ),
  'stop ends work of the thread pool': stops(
    `require('crypto').pbkdf2('a', 'b', 1e9, 64, 'sha512', () => {});`,
  ),
};
