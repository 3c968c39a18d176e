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

let passed = 0;
let failed = 0;

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : await sandboxNames()) {
  try {
    const sandbox = await readSandboxSource(name);
    await check(sandbox, {});
    for (const values of cornersOf(sandbox.controls)) await check(sandbox, values);
    await readSandbox(name);
    row(true, 'recorded.json is a run of this code');
  } catch (error) {
    row(false, (error as Error).message);
  }
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function check(sandbox: SandboxSource, values: Values): Promise<void> {
  const { name, controls, solution } = sandbox;
  const said = controls ? sayValues(controls, values, 'en') : '';
  const title = said ? `${name} with ${said}` : name;
  report(`${title}: the starter`, sandbox, values, await runStarter(sandbox, values), false);
  if (solution.length === 0) return;
  report(`${title}: the solution`, sandbox, values, await runSolution(sandbox, values), true);
}

function report(
  title: string,
  sandbox: SandboxSource,
  values: Values,
  run: Run,
  solved: boolean,
): void {
  const isSaid = ({ given }: { given?: string[] | undefined }) =>
    isGiven(given, sandbox.controls, values);
  console.log(`\n${title}`);
  row(run.exitCode === 0, 'ends with exit code 0', `exit code ${run.exitCode}`);
  for (const claim of sandbox.claims.filter(isSaid)) {
    const { holds, saw } = judge(claim, run);
    const expected = solved || !claim.exercise;
    row(holds === expected, expected ? claim.id : `not yet: ${claim.id}`, saw?.en);
  }
  for (const question of solved ? [] : sandbox.predictions.filter(isSaid)) {
    const { choice } = answer(question, run);
    row(choice !== null, `has an answer: ${question.id}`, question.choices[choice ?? -1]?.says.en);
  }
  const foreign = [...labelsOf(run.events)].filter((label) => !(label in sandbox.labels));
  if (foreign.length > 0) row(false, 'has Korean for all labels', foreign.join(', '));
  if (run.exitCode !== 0) console.log(run.output);
}

function row(ok: boolean, what: string, saw = ''): void {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`  ${ok ? 'ok    ' : 'FAILED'}  ${what.padEnd(42)}  ${saw}`.trimEnd());
}
