/**
 * `npm run record:kernel [-- scene …]`: plays each scene of the kernel lab in plain Node and keeps the
 * run in `src/kernel/recorded`, which the page shows before anything has been run. A run of which not
 * all claims hold, or that leaves a question open, is not kept.
 */
import { writeFile } from 'node:fs/promises';
import { sourceOf } from '../build/kernel/recorded.ts';
import { readLabParts, runScene } from '../kernel/node-lab.ts';
import { sceneOf, scenes } from '../kernel/scenes.ts';
import { judge } from '../notebook/claims.ts';
import { answer } from '../notebook/predictions.ts';
import { recordedFile } from '../build/kernel/recorded.ts';

const parts = await readLabParts();
const names = process.argv.slice(2);
for (const scene of names.length > 0 ? names.map(sceneOf) : scenes) {
  const run = await runScene(scene, parts);
  const broken = scene.claims.filter((claim) => !judge(claim, run).holds);
  const open = scene.predictions.filter((question) => answer(question, run).choice === null);
  if (broken.length + open.length > 0) {
    const ids = [...broken, ...open].map(({ id }) => id).join(', ');
    console.error(`Not recorded: ${scene.name} was not as claimed: ${ids}.\n${run.output}`);
    process.exitCode = 1;
    continue;
  }
  const { output, events } = run;
  // One event on a line, so that two recordings can be compared.
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(',\n');
  const head = JSON.stringify({ source: await sourceOf(scene), output }, null, 2).slice(0, -2);
  await writeFile(recordedFile(scene.name), `${head},\n  "events": [\n${lines}\n  ]\n}\n`);
  console.log(`${recordedFile(scene.name)}: ${events.length} events`);
}
