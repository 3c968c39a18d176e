/** The tables that npm run soak prints. */
import { WARM_ROUNDS } from './plan.ts';
import type { Held } from './measure.ts';
import type { Soaked } from './soak.ts';
import { ROUNDS } from './stops.ts';

const columns: Record<keyof Held, (value: number) => string> = {
  pageHeap: inMegabytes,
  frameHeap: inMegabytes,
  workers: String,
  frames: String,
  nodes: String,
  listeners: String,
};

const heads: Record<keyof Held, string> = {
  pageHeap: "page's heap",
  frameHeap: "frame's heap",
  workers: 'workers',
  frames: 'frames',
  nodes: 'DOM nodes',
  listeners: 'listeners',
};

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** What was held after each round, and what that says. */
export function soakTable({ runs, sandboxes, wrong, held, grown }: Soaked): string {
  const names = Object.keys(heads) as (keyof Held)[];
  const lines = held.map((one, i) => [
    `${i + 1}${i + 1 === WARM_ROUNDS ? ', warm' : ''}`,
    ...names.map((name) => columns[name](one[name])),
  ]);
  const verdict = names.map((name) => (grown.includes(name) ? '✗ grown' : '✓'));
  const table = align([
    ['after round', ...names.map((name) => heads[name])],
    ...lines,
    ['since warm', ...verdict],
  ]);
  return [
    `${runs} runs of ${sandboxes} sandboxes in one tab, ${wrong.length} wrong`,
    ...wrong.map((text) => `✗ ${text.replaceAll('\n', '\n    ')}`),
    '',
    ...table,
  ].join('\n');
}

function align(lines: string[][]): string[] {
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  return lines.map((line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  '),
  );
}

/** The greatest times first. */
export function stopLines(worst: Record<string, number>): string {
  const lines = Object.entries(worst)
    .sort(([, a], [, b]) => b - a)
    .map(([name, taken]) => [name, `${taken.toFixed(0)} ms`]);
  return align([[`worst of ${ROUNDS}`, ''], ...lines]).join('\n');
}
