// @ts-check
// Node keeps a pool of four threads of its own. Some long hashes and a
// small file are asked for at once. Each time in a process of its own, for
// a process has one pool.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { environment } from './exercise.js';

await runProgram('three hashes and a file', 3);
await runProgram('four hashes and a file', 4);

// Your turn: see exercise.js.
await runProgram('your turn', 4, environment);

/**
 * @param {string} name
 * @param {number} hashes
 * @param {Record<string, string>} [more] variables of its environment
 */
async function runProgram(name, hashes, more) {
  const file = new URL('program.js', import.meta.url);
  const env = { ...process.env, ...more };
  await once(fork(file, [name, `${hashes}`], { env }), 'exit');
}
