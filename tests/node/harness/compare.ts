/** Compares a run in real Node with a run in the tab. */
import type { RunResult } from './page.ts';

const MAX_LINES = 24;

/** Replaces the working directory, which is all that may differ. */
export function normalize(result: RunResult, cwd: string): RunResult {
  return { ...result, output: result.output.replaceAll(cwd, '<cwd>') };
}

/** undefined if both are the same; else the lines that differ, `-` in Node and `+` in the tab. */
export function difference(node: RunResult, tab: RunResult): string | undefined {
  if (node.output === tab.output && node.code === tab.code) return undefined;
  const lines: string[] = [];
  if (node.code !== tab.code) {
    lines.push(`- exit code ${node.code ?? 'none (stopped at its deadline)'}`);
    lines.push(`+ exit code ${tab.code ?? 'none (stopped at its deadline)'}`);
  }
  const a = node.output.split('\n');
  const b = tab.output.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  if (node.output !== tab.output) {
    lines.push(`@ line ${start + 1}`);
    if (start > 0) lines.push(`  ${a[start - 1]}`);
    lines.push(...prefixed('- ', a.slice(start, a.length - end)));
    lines.push(...prefixed('+ ', b.slice(start, b.length - end)));
  }
  return lines.join('\n');
}

function prefixed(prefix: string, lines: string[]): string[] {
  const shown = lines.slice(0, MAX_LINES).map((line) => prefix + line);
  if (lines.length > MAX_LINES) shown.push(`${prefix}… ${lines.length - MAX_LINES} more`);
  return shown;
}
