/**
 * `npm run record:kernel [-- scene …]`: plays each scene of the kernel lab in plain Node and keeps the
 * run in `src/kernel/recorded`, which the page shows before anything has been run. A run of which not
 * all claims hold, or that leaves a question open, is not kept.
 *
 *   npm run record:kernel -- --times 20   plays each so often, keeps none, and says how often all held
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { recordedFile, sourceOf } from '../build/kernel/recorded.ts';
import { readLabParts, runScene } from '../kernel/node-lab.ts';
import type { Scene } from '../kernel/scene.ts';
import { sceneOf, scenes } from '../kernel/scenes.ts';
import { judge } from '../notebook/claims.ts';
import { answer } from '../notebook/predictions.ts';
import { fail } from './progress.mjs';
import type { Run } from '../notebook/timeline-events.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string' } },
});
const times = values.times === undefined ? undefined : Number(values.times);
if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
  fail(`--times is "${values.times}": give it a whole number from 1, such as --times 20.`);
}
const chosen = positionals.length > 0 ? positionals.map(sceneOf) : scenes;
const parts = await readLabParts();

for (const scene of chosen) {
  if (times === undefined) {
    const run = await playWhole(scene);
    if (run) await keep(scene, run);
    continue;
  }
  let held = 0;
  for (let i = 0; i < times; i++) if (await playWhole(scene)) held++;
  console.log(`${scene.name}: as claimed ${held} of ${times} times`);
}

/** The run, if all was as claimed; else says what was not. */
async function playWhole(scene: Scene): Promise<Run | undefined> {
  const run = await runScene(scene, parts);
  const broken = scene.claims.filter((claim) => !judge(claim, run).holds);
  const open = scene.predictions.filter((question) => answer(question, run).choice === null);
  if (broken.length + open.length === 0) return run;
  const ids = [...broken, ...open].map(({ id }) => id).join(', ');
  console.error(`${scene.name} was not as claimed: ${ids}.\n${run.output}`);
  process.exitCode = 1;
  return undefined;
}

async function keep(scene: Scene, { output, events }: Run): Promise<void> {
  // One event on a line, so that two recordings can be compared.
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(',\n');
  const head = JSON.stringify({ source: await sourceOf(scene), output }, null, 2).slice(0, -2);
  await writeFile(recordedFile(scene.name), `${head},\n  "events": [\n${lines}\n  ]\n}\n`);
  console.log(`${recordedFile(scene.name)}: ${events.length} events`);
}
