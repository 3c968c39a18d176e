/** Every kind of node, and which may stand where. */
import type { Kinds, Pending, Slot } from '../tree.ts';
import { asyncFunctions, awaits } from './async-functions.ts';
import { childRuns, children, childSteps } from './children.ts';
import { events } from './events.ts';
import { http, httpSteps } from './http.ts';
import { immediates, messages, timers } from './macrotasks.ts';
import { microtasks } from './microtasks.ts';
import { mixed, rounds } from './rounds.ts';
import { pipelines } from './pipelines.ts';
import { streams } from './streams.ts';
import { webStreams } from './web-streams.ts';
import { workers, workerSteps } from './workers.ts';

/** Tasks that leave no macrotask pending. */
const COMMON: Kinds = { ...microtasks, ...asyncFunctions, ...events };

const TASKS: Record<Pending, Kinds> = {
  none: {},
  timers,
  immediates,
  messages,
  streams: { ...immediates, ...streams, ...pipelines, ...webStreams },
  workers,
  children: { ...children, ...childRuns },
  http,
};

const OTHERS: Record<Exclude<Slot, 'task'>, Kinds> = {
  program: { program: { slot: 'program', blocks: [{ of: 'round' }], code: () => '' } },
  round: rounds,
  await: awaits,
  mixed,
  'worker-step': workerSteps,
  'child-step': childSteps,
  'http-step': httpSteps,
};

export const KINDS: Kinds = Object.assign(
  {},
  COMMON,
  ...Object.values(TASKS),
  ...Object.values(OTHERS),
);

/** What may stand in a list of `slot` in a round that leaves `pending` pending. */
export function kindsFor(slot: Slot, pending: Pending): Kinds {
  return slot === 'task' ? { ...COMMON, ...TASKS[pending] } : OTHERS[slot];
}
