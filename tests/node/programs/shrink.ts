/**
 * Shrinks a program that shows something to a smallest one that still does: delta debugging on its
 * tree. Nodes are removed, in halves and then in ever smaller parts; a node gives way to the nodes
 * that it holds; numbers fall. What does any of this and still shows it is gone on with, until
 * nothing does.
 */
import { KINDS } from './kinds/index.ts';
import type { Slot, Task } from './tree.ts';

/**
 * A smallest tree of which `shows` is true, as it is of `program`; after `most` trials the smallest
 * so far.
 */
export async function shrink(
  program: Task,
  shows: (program: Task) => Promise<boolean>,
  most = Infinity,
): Promise<Task> {
  const tried = new Set([JSON.stringify(program)]);
  let smallest = program;
  for (let found: Task | undefined = program; found;) {
    found = undefined;
    for (const candidate of smaller(smallest)) {
      const key = JSON.stringify(candidate);
      if (tried.has(key)) continue;
      if (tried.size > most) return smallest;
      tried.add(key);
      if (!(await shows(candidate))) continue;
      smallest = found = candidate;
      break;
    }
  }
  return smallest;
}

/** Trees that are a step smaller, those first that are most so. */
export function* smaller(node: Task): Generator<Task> {
  yield* withoutSome(node);
  yield* flatter(node);
  yield* withLessInside(node);
  yield* lower(node);
}

/** Without some of the nodes that it holds: all, each half, each quarter … each one. */
function* withoutSome(node: Task): Generator<Task> {
  for (const [index, nodes] of node.blocks.entries()) {
    for (let size = nodes.length; size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < nodes.length; at += size) {
        yield withBlock(node, index, nodes.toSpliced(at, size));
      }
    }
  }
}

/** With what one of its nodes holds in that node's place. */
function* flatter(node: Task): Generator<Task> {
  for (const [index, nodes] of node.blocks.entries()) {
    for (const [at, inner] of nodes.entries()) {
      const held = inner.blocks.flat().filter(({ kind }) => slotOf(kind) === slotOf(inner.kind));
      if (held.length > 0) yield withBlock(node, index, nodes.toSpliced(at, 1, ...held));
    }
  }
}

function* withLessInside(node: Task): Generator<Task> {
  for (const [index, nodes] of node.blocks.entries()) {
    for (const [at, inner] of nodes.entries()) {
      for (const less of smaller(inner)) yield withBlock(node, index, nodes.with(at, less));
    }
  }
}

/** With one of its numbers at 0, or half as large, or one less. */
function* lower(node: Task): Generator<Task> {
  for (const [name, number] of Object.entries(node.numbers)) {
    for (const less of new Set([0, number >> 1, number - 1])) {
      if (less >= 0 && less < number) {
        yield { ...node, numbers: { ...node.numbers, [name]: less } };
      }
    }
  }
}

function withBlock(node: Task, index: number, nodes: Task[]): Task {
  return { ...node, blocks: node.blocks.with(index, nodes) };
}

function slotOf(kind: string): Slot {
  return KINDS[kind]!.slot ?? 'task';
}
