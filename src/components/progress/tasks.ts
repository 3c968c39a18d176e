/** What there is to do in a chapter, and how much of it the reader has done. */
import type { Marks } from '../../notebook/marks.ts';

export type Task = 'predict' | 'run' | 'solve';

/** By sandbox. */
export type Tasks = Record<string, readonly Task[]>;

export interface Progress {
  done: number;
  of: number;
}

const isDone: Record<Task, (marks: Marks) => boolean> = {
  predict: ({ predictions }) => Object.keys(predictions ?? {}).length > 0,
  run: ({ hasRun }) => hasRun === true,
  solve: ({ isSolved }) => isSolved === true,
};

export function progressOf(tasks: Tasks, marks: Record<string, Marks>): Progress {
  const all = Object.entries(tasks).flatMap(([sandbox, kinds]) =>
    kinds.map((kind) => isDone[kind](marks[sandbox] ?? {})),
  );
  return { done: all.filter(Boolean).length, of: all.length };
}
