/** Which modules of lib programs usually load, as the real Node says. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** An ES module, and a worker. */
const PROGRAM = `
  import { Worker } from 'node:worker_threads';
  import 'node:timers/promises';
  import 'node:fs/promises';
  const there = 'require("worker_threads").parentPort.postMessage(process.moduleLoadList)';
  new Worker(there, { eval: true, execArgv: [] }).on('message', (list) => {
    console.log([...process.moduleLoadList, ...list].join());
  });`;

/** Their ids in the order in which they are loaded, those of Node's snapshot first. */
export async function usualModules(): Promise<string[]> {
  const args = ['--input-type=module', '-e', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const loaded = stdout.trim().split(',');
  const ids = loaded.filter((name) => name.startsWith('NativeModule '));
  return [...new Set(ids.map((name) => name.replace('NativeModule ', '')))];
}
