/**
 * V8 tells a page where an error was made, not where it was thrown, which Node shows of a fatal one
 * ("throw er; // Unhandled 'error' event"). So `throw X` of Node's lib, unless it makes the error
 * itself, becomes `throw __thrown(X, line, column)`.
 */
import type { AnyNode, Program } from 'acorn';
import { childNodes } from '../../node/modules/syntax-tree.ts';
import type { Insertion } from './insertions.ts';

/** The free identifier that rewritten throws refer to: see src/node/thread/lib.ts. */
export const THROWN = '__thrown';

export function throwInsertions(source: string, program: Program): Insertion[] {
  const insertions: Insertion[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === 'ThrowStatement' && node.argument.type !== 'NewExpression') {
      const before = source.slice(0, node.start).split('\n');
      const place = [before.length, before.at(-1)!.length + 1];
      insertions.push({ at: node.argument.start, text: `${THROWN}(` });
      insertions.push({ at: node.argument.end, text: `,${place.join()})` });
    }
    for (const child of childNodes(node)) visit(child);
  };
  visit(program);
  return insertions;
}
