/**
 * `new Promise(…)` of Node's lib becomes `new __frame.Promise(…)`, which tells promise hooks of what it
 * makes while some are set (src/node/modules/promise-hooks.ts). Programs say `Promise` to the global
 * object; lib has taken its own from there before any program runs.
 */
import type { AnyNode, Program } from 'acorn';
import { FRAME } from '../../node/modules/await-transform.ts';
import { childNodes } from '../../node/modules/syntax-tree.ts';
import type { Insertion } from './insertions.ts';

export function promiseInsertions(program: Program): Insertion[] {
  const insertions: Insertion[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === 'NewExpression') {
      const { callee } = node;
      if (callee.type === 'Identifier' && callee.name === 'Promise') {
        insertions.push({ at: callee.start, text: `${FRAME}.` });
      }
    }
    for (const child of childNodes(node)) visit(child);
  };
  visit(program);
  return insertions;
}
