/** Whatever a program does, Stop ends it. */
import { equal, runs, start, until, type Check } from './programs.ts';

/**
 * Stop must end a program that has printed `go`, itself or by a child, and the next run must work.
 * Gives how long Stop took.
 */
const stopsOnGo =
  (source: string): Check =>
  async (container) => {
    const process = await start(container, source);
    const reader = process.output.getReader();
    await until(reader, 'go\n');
    const from = performance.now();
    process.kill();
    equal(await process.exit, 137, 'exit code');
    const taken = performance.now() - from;
    while (!(await reader.read()).done);
    await runs(container);
    return taken;
  };

/** The same, of whatever comes after `go`. */
const stops = (source: string): Check => stopsOnGo(`console.log('go'); ${source}`);

/** Starts a child that prints `go` once it runs. */
const child = (source: string, how = 'spawn'): string =>
  `require('child_process').${how}(process.execPath, ['-e', ${JSON.stringify(source)}], { stdio: 'inherit' })`;

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
  'stop ends a server that listens': stopsOnGo(
    `require('http').createServer().listen(3000, () => console.log('go'));`,
  ),
  'stop ends a thread that spins beside an idle main thread': stopsOnGo(
    `const { Worker } = require('worker_threads');
    new Worker('require("worker_threads").parentPort.postMessage(0); for (;;);', { eval: true })
      .on('message', () => console.log('go'));`,
  ),
  'stop ends threads': stops(`${WORKER_LOOP}; ${WORKER_LOOP}; for (;;);`),
  'stop ends a child that spins': stopsOnGo(child(`console.log('go'); for (;;);`)),
  'stop ends a spawnSync child that never ends': stopsOnGo(
    child(`console.log('go'); setInterval(() => {}, 1000);`, 'spawnSync'),
  ),
  'stop ends children of children': stopsOnGo(
    child(child(`console.log('go'); for (;;);`, 'spawnSync'), 'spawnSync'),
  ),
  'stop ends work of the thread pool': stops(
    `require('crypto').pbkdf2('a', 'b', 1e9, 64, 'sha512', () => {});`,
  ),
};
