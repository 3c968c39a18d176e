/**
 * Node drains V8's microtasks synchronously, with `runMicrotasks()`. A page cannot: the browser
 * drains them when no JavaScript is on the stack. So the functions of Node's lib that call it
 * become generators that yield there, and the loop (src/node/thread/loop.ts) comes back to them
 * once the browser has drained the queue.
 *
 * A patch only inserts text, so that stack frames keep their columns.
 */
import type { Insertion } from './insertions.ts';

interface Patch {
  find: string;
  /** How often `find` occurs; more or fewer means that Node's lib has changed. */
  times: number;
  /** Inserted `at` characters into `find`. */
  insert: { at: number; text: string };
}

const generator = (declaration: string): Patch => ({
  find: `function ${declaration} {`,
  times: 1,
  insert: { at: 'function'.length, text: '*' },
});
const delegate = (call: string, times: number): Patch => ({
  find: ` ${call};`,
  times,
  insert: { at: 1, text: 'yield* ' },
});

const PATCHES: Record<string, Patch[]> = {
  'internal/process/task_queues': [
    generator('runNextTicks()'),
    generator('processTicksAndRejections()'),
    { find: ' runMicrotasks();', times: 2, insert: { at: 1, text: 'yield ' } },
    delegate('processTicksAndRejections()', 1),
  ],
  'internal/timers': [
    generator('processImmediate()'),
    generator('processTimers(now)'),
    generator('listOnTimeout(list, now)'),
    delegate('runNextTicks()', 3),
    delegate('listOnTimeout(list, now)', 1),
  ],
};

/** What the patches of one module insert into its source. */
export function patchInsertions(id: string, source: string): Insertion[] {
  const insertions: Insertion[] = [];
  for (const { find, times, insert } of PATCHES[id] ?? []) {
    const parts = source.split(find);
    if (parts.length - 1 !== times) {
      throw new Error(
        `Patching Node's ${id}: expected ${times} × ${JSON.stringify(find)}, found ` +
          `${parts.length - 1}. Node's lib has changed: revise src/build/node/patches.ts.`,
      );
    }
    let at = 0;
    for (const part of parts.slice(0, -1)) {
      at += part.length;
      insertions.push({ at: at + insert.at, text: insert.text });
      at += find.length;
    }
  }
  return insertions;
}
