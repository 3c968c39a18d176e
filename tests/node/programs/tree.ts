/**
 * A random program as a tree: what is drawn by chance, rendered as a script, and shrunk. Nothing in
 * it is text; each node names its kind, whose table entry knows how it is written.
 */

/** A node: a task, a step of a conversation, a round, or the program itself. */
export interface Task {
  /** A name in `KINDS`. */
  kind: string;
  /** What of it is drawn by chance. 0 is the simplest, and stands for what is not there. */
  numbers: Record<string, number>;
  /** The lists of nodes that it holds. */
  blocks: Task[][];
}

/** What a node can stand as: only nodes of one slot may take each other's place. */
export type Slot =
  'program' | 'round' | 'task' | 'await' | 'mixed' | 'worker-step' | 'child-step' | 'http-step';

/** Which macrotasks may be pending together in a round. */
export type Pending =
  'none' | 'timers' | 'immediates' | 'messages' | 'streams' | 'workers' | 'children' | 'http';

/** What may stand in a list of nodes. */
export interface Block {
  /** `task` unless set. */
  of?: Slot;
  /** It is the body of an async function. */
  canAwait?: boolean;
  /** Which macrotasks it may leave pending: those of the list around it unless set. */
  pending?: Pending;
  /** So many steps at least and at most (1 and 3 unless set); a list of tasks has its own measure. */
  least?: number;
  most?: number;
}

/** How nodes of a kind are drawn and written. */
export interface Kind {
  /** `task` unless set. */
  slot?: Slot;
  /** What is drawn: each number is below this. */
  numbers?: Record<string, number>;
  /** One list of tasks unless set. */
  blocks?: Block[];
  /** Its order towards others of its round is left to chance: a round has one at most. */
  isAlone?: boolean;
  code(parts: Parts): string;
}

export type Kinds = Record<string, Kind>;

/** What a node is written with. Logs and names are counted in the order in which they are asked for. */
export interface Parts {
  /** Its first list, with a log before it, in braces. */
  readonly body: string;
  /** Another of its lists of tasks. */
  block(index: number): string;
  /** A list of steps: how each is written here, and what each wrote `there`, at the other side. */
  steps(index: number, peer: string): { here: string[]; there: string[] };
  /** For a step: the name of what it is a step of, and which it is. */
  readonly peer: string;
  readonly index: number;
  /** For a step: its code at the other side. */
  there(code: string): void;
  /** Another log. */
  log(): string;
  /** A fresh name. */
  name(): string;
  /** The number of this name. */
  number(name: string): number;
  /** The choice that the number of this name stands for. */
  choice<T>(name: string, choices: readonly T[]): T;
  /** Code of a thread or process of its own, which begins with this function's body. Gives its name. */
  role(name: string, body: string): void;
}

export const BODY: Block[] = [{}];

export function task(kind: string, numbers: Task['numbers'] = {}, blocks: Task[][] = []): Task {
  return { kind, numbers, blocks };
}

/** How many nodes are in `tasks` and all that they hold. */
export function countTasks(tasks: Task[]): number {
  return tasks.reduce((sum, { blocks }) => sum + 1 + countTasks(blocks.flat()), 0);
}
