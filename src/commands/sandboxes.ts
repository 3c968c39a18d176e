/**
 * `npm run sandboxes [-- name …]`: runs every sandbox in real Node and checks its claims. On the
 * starter all claims hold but the exercise's, each of which fails, and every question has one answer;
 * on the solution all claims hold. So it must be at the ends of its controls too. Ends with the line `N passed, N failed`, and with exit code 1 if any failed.
 */
import { labelsOf, readSandbox, readSandboxSource, sandboxNames } from '../build/read-sandboxes.ts';
import type { SandboxSource } from '../build/read-sandboxes.ts';
import { judge } from '../notebook/claims.ts';
import { isGiven, sayValues, type Values } from '../notebook/controls.ts';
import { answer } from '../notebook/predictions.ts';
import type { Run } from '../notebook/timeline-events.ts';
import { cornersOf } from './corners.ts';
import { runSolution, runStarter } from './run-sandbox.ts';

/** Two sandboxes at a time: what two cores can do without upsetting their timers. */
const LANES = 2;

let passed = 0;
let failed = 0;

const named = process.argv.slice(2);
const queue = named.length > 0 ? named : await sandboxNames();
await Promise.all(
  Array.from({ length: LANES }, async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      console.log((await check(name)).join('\n'));
    }
  }),
);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The lines of its report. */
async function check(name: string): Promise<string[]> {
  const lines: string[] = [];
  try {
    const sandbox = await readSandboxSource(name);
    lines.push(...(await checkWith(sandbox, {})));
    for (const values of cornersOf(sandbox.controls)) {
      lines.push(...(await checkWith(sandbox, values)));
    }
    await readSandbox(name);
    lines.push(row(true, 'recorded.json is a run of this code'));
  } catch (error) {
    lines.push(row(false, (error as Error).message));
  }
  return lines;
}

async function checkWith(sandbox: SandboxSource, values: Values): Promise<string[]> {
  const { name, controls, solution } = sandbox;
  const said = controls ? sayValues(controls, values, 'en') : '';
  const title = said ? `${name} with ${said}` : name;
  const starter = await runStarter(sandbox, values);
  const lines = [`\n${title}: the starter`, ...report(sandbox, values, starter, false)];
  if (solution.length === 0) return lines;
  const solved = await runSolution(sandbox, values);
  return [...lines, `\n${title}: the solution`, ...report(sandbox, values, solved, true)];
}

function report(sandbox: SandboxSource, values: Values, run: Run, solved: boolean): string[] {
  const isSaid = ({ given }: { given?: string[] | undefined }) =>
    isGiven(given, sandbox.controls, values);
  const lines = [row(run.exitCode === 0, 'ends with exit code 0', `exit code ${run.exitCode}`)];
  for (const claim of sandbox.claims.filter(isSaid)) {
    const { holds, saw } = judge(claim, run);
    const expected = solved || !claim.exercise;
    lines.push(row(holds === expected, expected ? claim.id : `not yet: ${claim.id}`, saw?.en));
  }
  for (const question of solved ? [] : sandbox.predictions.filter(isSaid)) {
    const { choice } = answer(question, run);
    const what = `has an answer: ${question.id}`;
    lines.push(row(choice !== null, what, question.choices[choice ?? -1]?.says.en));
  }
  const foreign = [...labelsOf(run.events)].filter((label) => !(label in sandbox.labels));
  if (foreign.length > 0) lines.push(row(false, 'has Korean for all labels', foreign.join(', ')));
  if (run.exitCode !== 0) lines.push(run.output);
  return lines;
}

function row(ok: boolean, what: string, saw = ''): string {
  if (ok) passed += 1;
  else failed += 1;
  return `  ${ok ? 'ok    ' : 'FAILED'}  ${what.padEnd(42)}  ${saw}`.trimEnd();
}
