/**
 * `npm run record [-- name …]`: runs each sandbox in real Node and keeps the run in its
 * `recorded.json`, which the page shows before anything has been run. A run of which not all
 * claims hold, that leaves a question open, or that is too long for a page, is not kept.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SANDBOXES, readSandboxSource, sandboxNames } from '../build/read-sandboxes.ts';
import { judge } from '../notebook/claims.ts';
import { answer } from '../notebook/predictions.ts';
import type { RecordedRun } from '../notebook/sandbox.ts';
import { runStarter } from './run-sandbox.ts';

/** The events stand in the page's HTML. */
const MAX_EVENTS = 400;

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : await sandboxNames()) {
  try {
    console.log(`Recorded ${await record(name)}`);
  } catch (error) {
    console.error(`Not recorded: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function record(name: string): Promise<string> {
  const sandbox = await readSandboxSource(name);
  const run = await runStarter(sandbox);
  if (run.exitCode !== 0) {
    throw new Error(`${name} ended with exit code ${run.exitCode}:\n${run.output}`);
  }
  const broken = sandbox.claims.filter((claim) => judge(claim, run).holds === !!claim.exercise);
  if (broken.length > 0) {
    throw new Error(`${name} was not as claimed: ${broken.map(({ id }) => id).join(', ')}.`);
  }
  const open = sandbox.predictions.filter((question) => answer(question, run).choice === null);
  if (open.length > 0) {
    throw new Error(`${name} did not answer: ${open.map(({ id }) => id).join(', ')}.`);
  }
  const { output, events, exitCode } = run;
  if (events.length > MAX_EVENTS) {
    throw new Error(`${name} wrote ${events.length} events; a page holds ${MAX_EVENTS}.`);
  }
  const file = path.join(SANDBOXES, name, 'recorded.json');
  const recorded = { node: process.version, source: sandbox.hash, output, events, exitCode };
  await writeFile(file, toJson(recorded));
  return `${file}: ${events.length} events`;
}

/** JSON with one event on a line, so that two recordings can be compared. */
function toJson({ events, ...rest }: RecordedRun): string {
  const lines = events.map((event) => `    ${JSON.stringify(event)}`);
  return (
    JSON.stringify({ ...rest, events: [] }, null, 2).replace(
      '"events": []',
      () => `"events": [\n${lines.join(',\n')}\n  ]`,
    ) + '\n'
  );
}
