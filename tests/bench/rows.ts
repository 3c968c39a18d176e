/** What is measured, in the order of the table. */
import { memoryOfDescendants } from './memory.ts';
import { readProgram, type Runtime } from './runtime.ts';

export interface Row<Subject = Runtime> {
  name: string;
  unit: 'ms' | '/s' | 'MB' | 'of 100';
  measure(subject: Subject): Promise<number>;
}

/** Enough that a thread's own memory stands out from what comes and goes besides. */
const THREADS = 8;

/** A program of programs/ that measures itself. */
const program = (name: string, file: string, unit: Row['unit'] = 'ms'): Row => ({
  name,
  unit,
  measure: (runtime) => runtime.run(readProgram(file)),
});

async function memoryOfThreads(runtime: Runtime, count: number): Promise<number> {
  return runtime.hold(readProgram('idle-threads', [String(count)]), memoryOfDescendants);
}

export const rows: Row[] = [
  {
    name: 'first output, cold',
    unit: 'ms',
    measure: (runtime) => runtime.coldStart(readProgram('first-output')),
  },
  {
    name: 'first output, warm',
    unit: 'ms',
    measure: (runtime) => runtime.warmStart(readProgram('first-output')),
  },
  program('statSync of 1,000 files', 'stat-sync'),
  program('readFileSync 4 KB × 1,000', 'read-file-sync'),
  program('writeFileSync 4 KB × 1,000', 'write-file-sync'),
  program('fs.promises.readFile 4 KB × 1,000', 'promises-read-file'),
  program('console.log × 2,000', 'console-log'),
  program('setImmediate × 10,000', 'set-immediate'),
  program('setTimeout 0 × 500', 'set-timeout'),
  program('nextTick × 100,000', 'next-tick'),
  program('await × 100,000', 'await'),
  program('nextTick, then promise × 10,000', 'tick-and-promise'),
  program('worker start', 'worker-start'),
  program('worker ping-pong × 2,000', 'worker-ping-pong'),
  program('1 MB message × 100', 'worker-megabyte'),
  program('http requests', 'http', '/s'),
  program('CPU loop', 'cpu'),
  program('pbkdf2Sync 20,000 rounds', 'pbkdf2'),
  program('sha256 of 8 MB', 'sha256'),
  {
    name: 'memory a thread',
    unit: 'MB',
    async measure(runtime) {
      const without = await memoryOfThreads(runtime, 0);
      return ((await memoryOfThreads(runtime, THREADS)) - without) / THREADS;
    },
  },
];
