/** Compares a run in real Node with a run in the tab. */
import type { RunResult } from './page.ts';

const MAX_LINES = 40;

/** Replaces what cannot be the same: the working directory, and the process id in warnings. */
export function normalize({ output, code }: RunResult, cwd: string): RunResult {
  return {
    code,
    output: output.replaceAll(cwd, '<cwd>').replace(/^\(node:\d+\)/gm, '(node:<pid>)'),
  };
}

/** undefined if both are the same; else the lines that differ, `-` in Node and `+` in the tab. */
export function difference(node: RunResult, tab: RunResult): string | undefined {
  if (node.output === tab.output && node.code === tab.code) return undefined;
  const lines: string[] = [];
  if (node.code !== tab.code) lines.push(`- exit ${exit(node)}`, `+ exit ${exit(tab)}`);
  lines.push(...lineDifference(node.output.split('\n'), tab.output.split('\n')));
  if (lines.length <= MAX_LINES) return lines.join('\n');
  return [...lines.slice(0, MAX_LINES), `… ${lines.length - MAX_LINES} more lines`].join('\n');
}

function exit({ code }: RunResult): string {
  return code === null ? 'by force, at its deadline' : `code ${code}`;
}

/** The longest common subsequence of lines stays out, but for the line before each difference. */
function lineDifference(a: string[], b: string[]): string[] {
  const common = a.map(() => new Uint32Array(b.length + 1));
  common.push(new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] =
        a[i] === b[j]
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  let same = true;
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      same = true;
      i++;
      j++;
      continue;
    }
    if (same) lines.push(`@ line ${i + 1}`);
    if (same && i > 0) lines.push(`  ${a[i - 1]}`);
    same = false;
    if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`- ${a[i++]}`);
    } else {
      lines.push(`+ ${b[j++]}`);
    }
  }
  return lines;
}
