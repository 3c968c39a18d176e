/**
 * Random programs that nest every kind of task of Node's event loop. Each task logs its number and
 * its AsyncLocalStorage store. A program is a function of its seed, and what it prints is
 * determined by rules that Node guarantees: tasks whose order is left to chance (timers against
 * immediates, two threads) are never pending together. So a program is a row of rounds; a round
 * begins in one macrotask, lets tasks of one kind nest, and the next begins when nothing of it is
 * left. Where there are two sides (threads, processes, client and server), each step is forced by the
 * answer to the one before.
 */
import { FAMILIES, generate, type Family } from './generate.ts';
import { render } from './render.ts';
import type { Task } from './tree.ts';

export interface RandomProgram {
  /** `random-7-streams.mjs`: odd seeds give ES modules, even ones CommonJS. */
  name: string;
  seed: number;
  family: Family;
  tree: Task;
}

/** The program of a seed: the same for ever, as long as this folder is. */
export function randomProgram(seed: number): RandomProgram {
  const { family, tree } = generate(seed);
  return { name: fileName(`random-${seed}-${family}`, tree), seed, family, tree };
}

/** The programs of the first `count` seeds from `seed` on whose family is among `families`. */
export function* randomPrograms(
  seed: number,
  count: number,
  families: readonly Family[] = FAMILIES,
): Generator<RandomProgram> {
  for (let found = 0; found < count; seed++) {
    const program = randomProgram(seed);
    if (!families.includes(program.family)) continue;
    found++;
    yield program;
  }
}

/** As which kind of module a tree is written. */
export function fileName(name: string, tree: Task): string {
  return `${name}.${tree.numbers.module ? 'mjs' : 'cjs'}`;
}

export { FAMILIES, render, type Family };
