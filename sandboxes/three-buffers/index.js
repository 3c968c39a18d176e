// @ts-check
// A hundred lines go through three places: a buffer of the program, the
// page cache, the device. Then the program is killed. What is left where?
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lane } from '#timeline';

const system = lane('system');
const folder = mkdtempSync(join(tmpdir(), 'buffers-'));

// How many lines the program gathers, and after how many it calls fsync.
const ways = [
  { way: 'all in one buffer', gathers: 1000, syncs: 0 },
  { way: 'a buffer of 30', gathers: 30, syncs: 0 },
  { way: 'no buffer', gathers: 1, syncs: 0 },
  { way: 'no buffer, fsync every 40', gathers: 1, syncs: 40 },
];

for (const { way, gathers, syncs } of ways) {
  const file = join(folder, way);
  const program = start('writer.js', way, file, `${gathers}`, `${syncs}`);
  await once(program, 'message'); // it has written its hundredth line
  program.kill('SIGKILL');
  await once(program, 'exit');
  system.mark('killed');
  console.log(way);
  console.log(`  after the kill: ${lines(file)} of 100`);
  console.log(
    `  after a power cut (a model): ${lines(`${file}.disk`)} of 100`,
  );
}

// Your turn: nobody kills this one. It ends by itself, and well.
const file = join(folder, 'your turn');
const [code] = await once(start('exercise.js', file), 'exit');
console.log('your turn');
console.log(`  after exit code ${code}: ${lines(file)} of 100`);
rmSync(folder, { recursive: true });

/**
 * @param {string} script
 * @param {string[]} args
 */
function start(script, ...args) {
  return fork(new URL(script, import.meta.url), args);
}

/** @param {string} file */
function lines(file) {
  if (!existsSync(file)) return 0;
  return readFileSync(file, 'utf8').split('\n').length - 1;
}
