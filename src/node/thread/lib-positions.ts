/** Where a position in the lib bundle stands in Node's own source. */
import type { LibModule, NodeLib } from './lib.ts';

export interface LibPosition {
  /** Such as `internal/util/inspect`. */
  id: string;
  /** Both start at 1. */
  line: number;
  column: number;
}

/** The module that holds a line of the bundle: the last one that starts at or before it. */
function moduleAt(modules: LibModule[], line: number): LibModule {
  let low = 0;
  let high = modules.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (modules[middle]!.line <= line) low = middle + 1;
    else high = middle;
  }
  return modules[Math.max(0, low - 1)]!;
}

/** Translates a 1-based line and column of the bundle. */
export function locateInLib(
  { modules }: Pick<NodeLib, 'modules'>,
  bundleLine: number,
  bundleColumn: number,
): LibPosition {
  const module = moduleAt(modules, bundleLine);
  const line = bundleLine - module.line + 1;
  let column = line === 1 ? bundleColumn - module.column : bundleColumn;
  let inserted = 0;
  for (const [behind, length] of module.insertions[line] ?? []) {
    if (behind <= column) inserted += length;
  }
  column -= inserted;
  return { id: module.id, line, column };
}

/** One line of Node's own source, 1-based; its comments are lost. */
export function sourceLineOfLib(
  { functions, modules }: Pick<NodeLib, 'functions' | 'modules'>,
  id: string,
  line: number,
): string | undefined {
  const source = functions[id]?.toString();
  let text = source?.split('\n')[line - 1];
  if (text === undefined) return undefined;
  if (line === 1) text = text.slice(text.indexOf('{') + 1);
  const insertions = modules.find((module) => module.id === id)!.insertions[line] ?? [];
  for (const [behind, length] of insertions.toReversed()) {
    text = text.slice(0, behind - 1 - length) + text.slice(behind - 1);
  }
  return text;
}
