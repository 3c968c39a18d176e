/** Draws the tree of a program from its seed. */
import { KINDS, kindsFor } from './kinds/index.ts';
import { RandomNumbers } from './random-numbers.ts';
import { BODY, task, type Block, type Pending, type Task } from './tree.ts';

interface FamilyOfPrograms {
  /** How many of a hundred programs are of it. */
  share: number;
  rounds: number;
  /** What its rounds leave pending. */
  pending: readonly Pending[];
}

const PROGRAMS = {
  tasks: { share: 52, rounds: 5, pending: ['none', 'timers', 'immediates', 'messages'] },
  streams: { share: 24, rounds: 3, pending: ['streams'] },
  workers: { share: 8, rounds: 1, pending: ['workers'] },
  children: { share: 6, rounds: 1, pending: ['children'] },
  http: { share: 10, rounds: 1, pending: ['http'] },
} as const satisfies Record<string, FamilyOfPrograms>;

export type Family = keyof typeof PROGRAMS;
export const FAMILIES = Object.keys(PROGRAMS) as Family[];

const TASKS_PER_ROUND = 16;
const MAX_DEPTH = 6;

/** Where a node is drawn: what may stand there. */
interface Place {
  depth: number;
  pending: Pending;
  canAwait: boolean;
}

export function generate(seed: number): { family: Family; tree: Task } {
  const random = new RandomNumbers(seed);
  const family = drawFamily(random);
  return { family, tree: new Generator(random).program(PROGRAMS[family], seed % 2) };
}

function drawFamily(random: RandomNumbers): Family {
  let left = random.below(100);
  return FAMILIES.find((family) => (left -= PROGRAMS[family].share) < 0)!;
}

class Generator {
  readonly #random: RandomNumbers;
  /** How many tasks the round may still have. */
  #budget = 0;
  /** Whether the round has its one task that must be alone. */
  #hasAlone = false;

  constructor(random: RandomNumbers) {
    this.#random = random;
  }

  program({ rounds, pending }: FamilyOfPrograms, module: number): Task {
    const drawn = Array.from({ length: rounds }, (_, index) => {
      return this.#round(index, this.#random.pick(pending), module === 1);
    });
    return task('program', { module }, [drawn]);
  }

  /** The first is the main script itself, which may await in a module. */
  #round(index: number, pending: Pending, isModule: boolean): Task {
    this.#budget = TASKS_PER_ROUND;
    this.#hasAlone = false;
    const numbers = this.#numbers('round');
    const place = { depth: 0, pending, canAwait: index === 0 && isModule };
    if (index === 0) return task('round', { ...numbers, root: 0 }, [this.#tasks(place)]);
    if (pending === 'timers' && this.#random.chance(0.3)) return this.#mixedRound();
    return task('round', numbers, [this.#tasks(place)]);
  }

  #mixedRound(): Task {
    const kinds = Object.keys(kindsFor('mixed', 'none'));
    const tasks = Array.from({ length: 6 }, () => {
      return this.#node(this.#random.pick(kinds), { depth: 2, pending: 'none', canAwait: false });
    });
    return task('mixed-round', {}, [tasks]);
  }

  /** A few tasks; the round's one that must be alone comes for certain. */
  #tasks(place: Place): Task[] {
    const tasks: Task[] = [];
    const count = place.depth >= MAX_DEPTH ? 0 : 1 + this.#random.below(4);
    const inner = { ...place, depth: place.depth + 1 };
    for (let i = 0; i < count && this.#budget > 0; i++) {
      this.#budget--;
      tasks.push(this.#node(this.#pickKind(inner), inner));
      if (place.canAwait && this.#random.chance(0.4)) {
        tasks.push(task('await', this.#numbers('await')));
      }
    }
    if (place.depth === 0 && !this.#hasAlone) {
      const alone = Object.entries(kindsFor('task', place.pending)).filter(([, k]) => k.isAlone);
      if (alone.length > 0) tasks.push(this.#node(this.#random.pick(alone)[0], inner));
    }
    return tasks;
  }

  /** As often a macrotask as one that ends before the next, if there are macrotasks. */
  #pickKind({ pending }: Place): string {
    const common = Object.keys(kindsFor('task', 'none'));
    const macrotasks = Object.entries(kindsFor('task', pending))
      .filter(([name, { isAlone }]) => !common.includes(name) && !(isAlone && this.#hasAlone))
      .map(([name]) => name);
    const isMacrotask = macrotasks.length > 0 && this.#random.chance(0.3);
    return this.#random.pick(isMacrotask ? macrotasks : common);
  }

  #node(kind: string, place: Place): Task {
    const { blocks = BODY, isAlone = false } = KINDS[kind]!;
    if (isAlone) this.#hasAlone = true;
    return task(
      kind,
      this.#numbers(kind),
      blocks.map((block) => this.#block(block, place)),
    );
  }

  #block(block: Block, place: Place): Task[] {
    const { of = 'task', canAwait = false, pending = place.pending, least = 1, most = 3 } = block;
    const inner = { ...place, pending, canAwait };
    if (of === 'task') return this.#tasks({ ...inner, depth: Math.max(1, place.depth) });
    const kinds = Object.keys(kindsFor(of, 'none'));
    const count = least + this.#random.below(most - least + 1);
    return Array.from({ length: count }, () => this.#node(this.#random.pick(kinds), inner));
  }

  #numbers(kind: string): Task['numbers'] {
    const { numbers = {}, slot = 'task' } = KINDS[kind]!;
    const drawn = Object.entries(numbers).map(([name, limit]) => [name, this.#random.below(limit)]);
    if (slot === 'task') drawn.push(['store', Math.max(0, this.#random.below(9) - 2)]);
    return Object.fromEntries(drawn);
  }
}
