/**
 * A loop's trace (src/node/loop-events.ts) as steps that can be gone through in both directions: what
 * waits in which queue, and what runs. Pure functions of the events.
 */
import type { LoopEvent, LoopPhase } from '../runtime/container.ts';

/** Where a callback waits. `promises`: a reaction whose promise is not settled, as far as is known. */
export type LoopQueue = 'ticks' | 'microtasks' | 'promises' | 'timers' | 'poll' | 'check';

export interface LoopTask {
  id: number;
  /** As in the trace. */
  kind: string;
  /** Milliseconds of a timer. */
  delay: number | undefined;
  isOwn: boolean;
  /** Lines of the program, as `index.js:12`: the one that queued it, and where its code stands. */
  queuedAt: string | undefined;
  runsAt: string | undefined;
}

export type LoopStep = { at: number } & (
  | { type: 'phase'; phase: LoopPhase }
  | { type: 'sleep'; ms: number }
  | { type: 'queue' | 'run' | 'cancel'; task: LoopTask }
  | { type: 'module'; site: string }
  | { type: 'print'; text: string; site: string | undefined; task: LoopTask | null }
);

export interface LoopState {
  phase: LoopPhase;
  /** How often the loop has come to its timers. */
  turn: number;
  /** The microtasks run, between two callbacks. */
  isDraining: boolean;
  /** Innermost last. */
  running: LoopTask[];
  /** The module whose code runs, as `index.js:1`. */
  module: string | null;
  queues: Record<LoopQueue, LoopTask[]>;
  /** Lines that were printed so far, and by this step. */
  printed: number;
  prints: number;
}

export interface Loop {
  steps: LoopStep[];
  /** Milliseconds since 1970 of the first event. */
  origin: number;
  /** There would have been more. */
  isFull: boolean;
  /** The state after the step of that number. */
  stateAt(step: number): LoopState;
}

interface Traced extends LoopTask {
  /** Index of the event at which a reaction comes into the microtask queue. */
  ready: number;
  /** Indices of the events at which it begins. */
  begins: number[];
  isCancelled: boolean;
}

type EventOf<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;

const MICROTASKS = new Set(['then', 'await', 'Microtask']);

/** `withOwn`: with what Node's own library queues for itself. */
export function buildLoop(events: readonly LoopEvent[], withOwn: boolean): Loop {
  const tasks = findTasks(events);
  const isShown = (task: Traced | undefined): task is Traced =>
    task !== undefined && (withOwn || !task.isOwn) && isOfInterest(task);
  const shown = new Map([...tasks].filter(([, task]) => isShown(task)));
  const steps: LoopStep[] = [];
  /** The event behind each step. */
  const indices: number[] = [];
  const busy = busyPhases(events, shown);

  let phase: EventOf<'phase'> | null = null;
  const running: Traced[] = [];
  const add = (index: number, step: LoopStep) => {
    steps.push(step);
    indices.push(index);
  };
  events.forEach((event, index) => {
    const { at } = event;
    switch (event.type) {
      case 'phase':
        phase = event;
        running.length = 0;
        if (busy.has(index)) add(index, { at, type: 'phase', phase: phase.phase });
        break;
      case 'sleep': {
        const woken = events.slice(index).find(({ type }) => type === 'wake');
        add(index, { at, type: 'sleep', ms: (woken?.at ?? at) - at });
        break;
      }
      case 'queue': {
        const task = shown.get(event.task);
        if (task) add(index, { at, type: 'queue', task });
        break;
      }
      case 'cancel': {
        const task = shown.get(event.task);
        if (task) add(index, { at, type: 'cancel', task });
        break;
      }
      case 'begin': {
        const task = shown.get(event.task);
        if (!task) break;
        if (isMicrotask(running.at(-1))) running.pop();
        running.push(task);
        add(index, { at, type: 'run', task });
        break;
      }
      case 'end':
        if (running.at(-1)?.id === event.task) running.pop();
        break;
      case 'drained':
        running.length = 0;
        break;
      case 'module':
        add(index, { at, type: 'module', site: event.site });
        break;
      case 'print':
        add(index, {
          at,
          type: 'print',
          text: event.text,
          site: event.site,
          task: running.at(-1) ?? null,
        });
    }
  });
  return {
    steps,
    origin: events[0]?.at ?? 0,
    isFull: events.at(-1)?.type === 'full',
    stateAt: (step) => foldTo(events, shown, indices[step] ?? -1),
  };
}

/** What happens to each task in the whole of the trace. */
function findTasks(events: readonly LoopEvent[]): Map<number, Traced> {
  const tasks = new Map<number, Traced>();
  const running: Traced[] = [];
  let drain = 0;
  events.forEach((event, index) => {
    switch (event.type) {
      case 'queue': {
        guess(running.at(-1), event.site);
        const { task: id, kind, delay, isOwn, site } = event;
        const runsAt = kind === 'await' ? site : undefined;
        const rest = { queuedAt: site, runsAt, ready: index, begins: [], isCancelled: false };
        if (!tasks.has(id)) tasks.set(id, { id, kind, delay, isOwn, ...rest });
        break;
      }
      case 'drain':
        drain = index;
        break;
      case 'begin': {
        const task = tasks.get(event.task);
        if (!task) break;
        if (isMicrotask(running.at(-1))) running.pop();
        running.push(task);
        task.begins.push(index);
        task.runsAt ??= event.site;
        if (task.begins.length === 1) task.ready = Math.max(task.ready, drain);
        break;
      }
      case 'end':
        if (running.at(-1)?.id === event.task) running.pop();
        break;
      case 'drained':
      case 'phase':
        running.length = 0;
        break;
      case 'cancel': {
        const task = tasks.get(event.task);
        if (task) task.isCancelled = true;
        break;
      }
      case 'print':
        guess(running.at(-1), event.site);
    }
  });
  return tasks;
}

/** Of what Node's library calls by itself, the place is known once the program does something. */
function guess(task: Traced | undefined, site: string | undefined): void {
  if (task && site !== undefined) task.runsAt ??= site;
}

/** Handles that never call back, such as that of the console, are not worth a word. */
function isOfInterest({ kind, begins, isCancelled }: Traced): boolean {
  return begins.length > 0 || isCancelled || queueOf(kind) !== 'poll' || !/WRAP$|PORT$/.test(kind);
}

/** Indices of the phases in which something runs, and of the first and last. */
function busyPhases(events: readonly LoopEvent[], shown: Map<number, Traced>): Set<number> {
  const busy = new Set<number>();
  let phase = -1;
  events.forEach((event, index) => {
    if (event.type === 'phase') phase = index;
    const isBusy =
      (event.type === 'phase' && (event.phase === 'main' || event.phase === 'exit')) ||
      (event.type === 'begin' && shown.has(event.task)) ||
      event.type === 'sleep';
    if (isBusy && phase >= 0) busy.add(phase);
  });
  return busy;
}

function queueOf(kind: string): LoopQueue {
  switch (kind) {
    case 'TickObject':
      return 'ticks';
    case 'Microtask':
      return 'microtasks';
    case 'then':
    case 'await':
      return 'promises';
    case 'Timeout':
      return 'timers';
    case 'Immediate':
      return 'check';
    default:
      return 'poll';
  }
}

function isMicrotask(task: LoopTask | undefined): boolean {
  return task !== undefined && MICROTASKS.has(task.kind);
}

/** The state after the events up to `last`. */
function foldTo(events: readonly LoopEvent[], shown: Map<number, Traced>, last: number): LoopState {
  const state = {
    phase: 'main' as LoopPhase,
    turn: 0,
    isDraining: false,
    module: null as string | null,
    printed: 0,
    prints: 0,
  };
  /** With the time at which a timer is due. */
  const waiting = new Map<Traced, number>();
  const running: Traced[] = [];
  const leaveMicrotask = () => {
    if (isMicrotask(running.at(-1))) running.pop();
    state.module = null;
  };
  for (let index = 0; index <= last; index += 1) {
    const event = events[index]!;
    const task = 'task' in event ? shown.get(event.task) : undefined;
    switch (event.type) {
      case 'phase':
        Object.assign(state, { phase: event.phase, module: null });
        if (event.phase === 'timers') state.turn += 1;
        running.length = 0;
        break;
      case 'queue':
        if (task) waiting.set(task, event.at + (task.delay ?? 0));
        break;
      case 'begin':
        leaveMicrotask();
        if (!task) break;
        waiting.delete(task);
        running.push(task);
        break;
      case 'end':
        if (!task) break;
        if (running.at(-1) === task) running.pop();
        // An interval, or a handle: it is called again.
        if (task.begins.at(-1)! > index || (task.isCancelled && task.begins.length > 0)) {
          waiting.set(task, event.at + (task.delay ?? 0));
        }
        break;
      case 'cancel':
        if (task) waiting.delete(task);
        break;
      case 'module':
        leaveMicrotask();
        state.module = event.site;
        break;
      case 'drain':
        state.isDraining = true;
        break;
      case 'drained':
        leaveMicrotask();
        state.isDraining = false;
        break;
      case 'print':
        state.printed += event.lines;
    }
  }
  const event = events[last];
  if (event?.type === 'print') state.prints = event.lines;
  return { ...state, running, queues: sorted(waiting, last) };
}

function sorted(waiting: Map<Traced, number>, last: number): Record<LoopQueue, LoopTask[]> {
  const queues: Record<LoopQueue, Traced[]> = {
    ticks: [],
    microtasks: [],
    promises: [],
    timers: [],
    poll: [],
    check: [],
  };
  for (const task of waiting.keys()) {
    const queue = queueOf(task.kind);
    const isReady = queue === 'promises' && task.begins.length > 0 && task.ready <= last;
    queues[isReady ? 'microtasks' : queue].push(task);
  }
  queues.timers.sort((a, b) => waiting.get(a)! - waiting.get(b)!);
  // In the order in which they will run; what never does comes last.
  const next = (task: Traced) => task.begins.find((index) => index > last) ?? Infinity;
  queues.microtasks.sort((a, b) => next(a) - next(b));
  return queues;
}
