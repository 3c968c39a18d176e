/** Where a function of the program stands: JavaScript does not tell, so its text is looked for. */
import type { Position } from './scripts.ts';

/** Function.prototype.toString, which a program may replace. */
type TextOf = (callback: () => unknown) => string;

export interface FunctionPlace extends Position {
  script: string;
}

/**
 * The place of `callback` in one of the `scripts` (name and source). Of several functions with the
 * same text it is the next one at or behind `near`, where the callback was handed over.
 */
export function placeOf(
  callback: unknown,
  textOf: TextOf,
  scripts: Iterable<readonly [name: string, source: string]>,
  near: { script: string; line: number } | undefined,
): FunctionPlace | undefined {
  if (typeof callback !== 'function') return undefined;
  const text = textOf(callback as () => unknown);
  if (text.endsWith('{ [native code] }')) return undefined;
  let first: FunctionPlace | undefined;
  for (const [script, source] of scripts) {
    const isNear = script === near?.script;
    let at = isNear ? source.indexOf(text, startOfLine(source, near.line)) : -1;
    if (at === -1) at = source.indexOf(text);
    if (at === -1) continue;
    const before = source.slice(0, at);
    const line = before.split('\n').length;
    const place = { script, line, column: at - before.lastIndexOf('\n') };
    if (isNear) return place;
    first ??= place;
  }
  return first;
}

function startOfLine(source: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    const end = source.indexOf('\n', at);
    if (end === -1) return at;
    at = end + 1;
  }
  return at;
}
