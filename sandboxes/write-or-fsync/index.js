// @ts-check
// A hundred records are saved in four ways. A write goes into the page
// cache; only an fsync waits for the disk. How many of each does it take?
import { join } from 'node:path';
import { lane } from '#timeline';
import { findPlace, openCounted } from './disk.js';
import { createLog } from './exercise.js';

const RECORDS = 100;
const program = lane('program');
const { folder, isReal, says, leave } = findPlace();
console.log(`fsync here: ${says}`);

await save('never', 1, 0);
await save('each', 1, 1);
await save('groups of 50', 50, 50);
await save('once', RECORDS, RECORDS);

/**
 * @param {string} way
 * @param {number} together how many records go into one write
 * @param {number} every after how many records there is an fsync; 0: never
 */
async function save(way, together, every) {
  const file = await openCounted(join(folder, `${way}.log`));
  const start = performance.now();
  const end = program.begin(way);
  for (let first = 1; first <= RECORDS; first += together) {
    await file.write(records(first, together));
    const last = first + together - 1;
    if (every > 0 && last % every === 0) await file.fsync();
  }
  end();
  const ms = (performance.now() - start).toFixed(1);
  const { writes, fsyncs, mostAtRisk } = file.counts;
  console.log(
    `${way}: writes ${writes}, fsyncs ${fsyncs}, ` +
      `at risk up to ${mostAtRisk}${isReal ? `, ${ms} ms` : ''}`,
  );
  await file.close();
}

// Your turn: eight clients save five records each, one after another.
const file = await openCounted(join(folder, 'clients.log'));
const log = createLog(file);
let safe = 0;
const end = program.begin('your turn');
await Promise.all(
  records(1, 8).map(async (client) => {
    for (const record of records(1, 5)) {
      await log.save(`${client.trim()} ${record}`);
      if (file.isSafe(`${client.trim()} ${record}`)) safe++;
    }
  }),
);
end();
console.log(
  `your turn: safe when told so ${safe} of 40, fsyncs ${file.counts.fsyncs}`,
);
await file.close();
leave();

/**
 * @param {number} first
 * @param {number} count
 */
function records(first, count) {
  return Array.from({ length: count }, (_, i) => `record ${first + i}\n`);
}
