/**
 * What a thread's event loop tells of itself when the page asked for it (thread/loop-trace.ts): the
 * phases that it went through, and each callback from where it was queued to where it ran.
 */

/** Of uv_run, with what comes before it (`main`) and after (`exit`). */
export type LoopPhase = 'main' | 'timers' | 'poll' | 'check' | 'close' | 'exit';

/**
 * `at`: milliseconds since 1970. `task`: a number for each callback, one for all runs of an interval.
 * `site`: a line of the program below the directory in which it was started, as `index.js:12`.
 */
export type LoopEvent = { at: number } & (
  | { type: 'phase'; phase: LoopPhase }
  /** The loop waits in the poll phase, and has been woken. */
  | { type: 'sleep' }
  | { type: 'wake' }
  /**
   * A callback was queued, or an operation begun that will queue it. `kind` is the type that
   * async_hooks knows (`TickObject`, `Timeout`, `FSREQCALLBACK` …), or `then` and `await`: of these it
   * is not known when their promise settles. `isOwn`: Node's own library queued it, not the program.
   */
  | {
      type: 'queue';
      task: number;
      kind: string;
      site?: string;
      isOwn: boolean;
      /** Milliseconds of a timer. */
      delay?: number;
    }
  /** It runs; `site`: where its function stands. A microtask runs until the next one or `drained`. */
  | { type: 'begin'; task: number; site?: string }
  | { type: 'end'; task: number }
  /** It will not run: its timer was cleared. */
  | { type: 'cancel'; task: number }
  /** The code of an ES module runs. */
  | { type: 'module'; site: string }
  /** The microtasks run now, and have run. */
  | { type: 'drain' }
  | { type: 'drained' }
  /** `lines`: how many lines ended in it. */
  | { type: 'print'; text: string; lines: number; site?: string }
  /** Nothing more is told: there would be too much. */
  | { type: 'full' }
);
