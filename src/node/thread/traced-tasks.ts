/**
 * Tells a loop's trace of each callback: of ticks, timers, immediates and I/O by async_hooks, as any
 * program can; of promise reactions by the hooks of modules/async-context.ts.
 */
import { observeReactions } from '../modules/async-context.ts';
import type { CallSite } from './call-site.ts';
import { placeOf } from './function-place.ts';
import { LoopTrace } from './loop-trace.ts';
import { programScripts } from './scripts.ts';
import type { Thread } from './thread.ts';

/** Frames of a stack that are looked at: the program's may lie below many of Node's. */
const FRAMES = 24;
/** Of what is printed; the page has the whole. */
const MAX_TEXT = 80;
const NEWLINE = 10;

const HOOKS = 'node:internal/async_hooks';
const TIMERS = ['node:timers', 'node:internal/timers', 'node:timers/promises', HOOKS];
const TASKS = ['node:internal/process/task_queues', 'node:async_hooks', HOOKS];

/** Through which modules of Node's library the program itself queues a callback of a kind. */
const DIRECT: Record<string, readonly string[]> = {
  then: [],
  await: [],
  TickObject: TASKS,
  Microtask: TASKS,
  Timeout: TIMERS,
  Immediate: TIMERS,
};

interface Waiting {
  resource: any;
  near: { script: string; line: number } | undefined;
  kind: string;
}

export class TracedTasks {
  readonly #thread: Thread;
  readonly #trace: LoopTrace;
  /** Absolute path of the directory in which the program was started, with a slash. */
  readonly #folder: string;
  readonly #waiting = new Map<number, Waiting>();
  /** What the author of a function wrote; the program may replace it later. */
  readonly #toString = Function.prototype.toString;
  #reactions = 0;

  constructor(thread: Thread, trace: LoopTrace) {
    this.#thread = thread;
    this.#trace = trace;
    this.#folder = `${thread.init.cwd}/`;
  }

  /** Begins to listen. Called before the main script. */
  watch(): void {
    const { createHook } = this.#thread.require('async_hooks');
    createHook({
      init: (id: number, kind: string, _trigger: number, resource: any) =>
        this.#queued(id, kind, resource),
      before: (id: number) => this.#begins(id),
      after: (id: number) => this.#ends(id),
      // Reactions are observed below, and the loop is not to work for what it does not show.
      trackPromises: false,
    }).enable();
    observeReactions({
      reacts: (callback) => this.#queued(-++this.#reactions, callback ? 'then' : 'await', callback),
      begins: (id) => this.#begins(id),
      ends: (id) => this.#ends(id),
    });
    this.#trace.onPhase = () => this.#cancelled();
    this.#trace.onModule = (url) => this.#runsModule(url);
  }

  /** The program prints. */
  prints(bytes: Uint8Array): void {
    if (this.#trace.isFull) return;
    const text = new TextDecoder().decode(bytes.subarray(0, 4 * MAX_TEXT));
    const plain = text.replace(ESCAPES, '').trimEnd().slice(0, MAX_TEXT);
    if (plain === '' && !bytes.includes(NEWLINE)) return;
    const { site } = this.#site(this.#callSites());
    let lines = 0;
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === NEWLINE) lines += 1;
    this.#trace.tell({ type: 'print', text: plain, lines, ...(site && { site }) });
  }

  #queued(task: number, kind: string, resource?: any): number {
    if (this.#trace.isFull) return task;
    const { site, near, isOwn } = this.#site(this.#callSites(), kind);
    this.#waiting.set(task, { resource, near, kind });
    this.#trace.tell({
      type: 'queue',
      task,
      kind,
      ...(site && { site }),
      isOwn,
      ...(kind === 'Timeout' && { delay: Number(resource._idleTimeout) }),
    });
    return task;
  }

  #begins(task: number): void {
    if (this.#trace.isFull) return;
    const waiting = this.#waiting.get(task);
    const site = waiting && this.#placeOf(waiting);
    this.#trace.tell({ type: 'begin', task, ...(site && { site }) });
  }

  #ends(task: number): void {
    if (this.#trace.isFull) return;
    this.#trace.tell({ type: 'end', task });
    const waiting = this.#waiting.get(task);
    if (!waiting || !isOnce(waiting)) return;
    this.#waiting.delete(task);
  }

  /** Timers and immediates that were cleared meanwhile. */
  #cancelled(): void {
    for (const [task, { resource, kind }] of this.#waiting) {
      if ((kind !== 'Timeout' && kind !== 'Immediate') || !resource._destroyed) continue;
      this.#waiting.delete(task);
      this.#trace.tell({ type: 'cancel', task });
    }
  }

  #callSites(): CallSite[] {
    return this.#thread.stacks.captureCallSites(FRAMES);
  }

  /**
   * The uppermost line of the program on the stack. `isOwn`: it did not queue that itself, but
   * something of Node's library that it had called, or it only waits for what runs.
   */
  #site(sites: CallSite[], kind?: string) {
    const direct = DIRECT[kind ?? ''];
    let isOwn = false;
    for (const call of sites) {
      const { position } = call;
      const file = position && this.#fileOf(position.script);
      if (file) {
        const { script, line } = position;
        return { site: `${file}:${line}`, near: { script, line }, isOwn: isOwn || call.isAsync() };
      }
      const module = position?.script ?? 'node:';
      if (direct && module.startsWith('node:') && !direct.includes(module)) isOwn = true;
    }
    return { site: undefined, near: undefined, isOwn: true };
  }

  #runsModule(url: string): void {
    const file = this.#fileOf(url);
    if (file) this.#trace.tell({ type: 'module', site: `${file}:1` });
  }

  /** A file of the program's own, relative to where it was started; undefined for any other. */
  #fileOf(script: string): string | undefined {
    const path = script.replace(/^file:\/\//, '');
    if (!path.startsWith(this.#folder) || path.includes('/node_modules/')) return undefined;
    return path.slice(this.#folder.length);
  }

  #placeOf(waiting: Waiting): string | undefined {
    const callback = callbackOf(waiting);
    if (callback === undefined) return undefined;
    const own = [...programScripts()].filter(([script]) => this.#fileOf(script) !== undefined);
    const textOf = (value: () => unknown) => Reflect.apply(this.#toString, value, []);
    const place = placeOf(callback, textOf, own, waiting.near);
    return place && `${this.#fileOf(place.script)}:${place.line}`;
  }
}

/** The function that will be called, where Node's library keeps it in sight. */
function callbackOf({ resource, kind }: Waiting): unknown {
  switch (kind) {
    case 'then':
      return resource;
    case 'TickObject':
    case 'Microtask':
      return resource.callback;
    case 'Timeout':
      return resource._onTimeout;
    case 'Immediate':
      return resource._onImmediate;
    case 'FSREQCALLBACK':
      return resource.context?.callback ?? resource.oncomplete;
  }
}

/** Handles call back again and again, and so do intervals. */
function isOnce({ resource, kind }: Waiting): boolean {
  if (kind === 'Timeout') return resource._repeat === null || resource._destroyed;
  return !kind.endsWith('WRAP') && kind !== 'MESSAGEPORT' && kind !== 'WORKER';
}

/** CSI and OSC sequences. */
const ESCAPES = /\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)/g;

/** Lets a thread tell the page of its loop, from its main script on. */
export function traceLoop(thread: Thread): void {
  const { loop, output } = thread;
  const trace = new LoopTrace((events) => thread.post({ type: 'loop', events }));
  const tasks = new TracedTasks(thread, trace);
  loop.trace = trace;
  output.onWrite = (bytes) => tasks.prints(bytes);
  thread.onExit(() => trace.flush());
  tasks.watch();
}
