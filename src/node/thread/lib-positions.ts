/** Where a position in a module of the lib bundle stands in Node's own source. */
import type { LibModule, NodeLib } from './lib.ts';

export interface LibPosition {
  /** Both start at 1. */
  line: number;
  column: number;
}

/** Translates a 1-based line and column of a module in the bundle. */
export function locateInLib(
  { column: opening, insertions }: Pick<LibModule, 'column' | 'insertions'>,
  line: number,
  bundleColumn: number,
): LibPosition {
  let column = line === 1 ? bundleColumn - opening : bundleColumn;
  let inserted = 0;
  for (const [behind, length] of insertions[line] ?? []) {
    if (behind <= column) inserted += length;
  }
  column -= inserted;
  return { line, column };
}

/** One line of Node's own source, 1-based; its comments are lost. */
export function sourceLineOfLib(
  lib: Pick<NodeLib, 'modules' | 'textOf'>,
  id: string,
  line: number,
): string | undefined {
  const module = lib.modules.get(id);
  let text = module && lib.textOf(id).split('\n')[line - 1];
  if (!module || text === undefined) return undefined;
  if (line === 1) text = text.slice(module.column);
  for (const [behind, length] of (module.insertions[line] ?? []).toReversed()) {
    text = text.slice(0, behind - 1 - length) + text.slice(behind - 1);
  }
  return text;
}
