import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { StartGate } from '../../src/node/thread/start-gate.ts';

const WORKER = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { StartGate } = await import(workerData.module);
  parentPort.postMessage('waits');
  new StartGate(workerData.buffer).pass();
  parentPort.postMessage('begins');
`;

/** A worker that waits at `gate`; what it has said so far. */
function waitAt(gate: StartGate): { worker: Worker; said: string[] } {
  const module = new URL('../../src/node/thread/start-gate.ts', import.meta.url).href;
  const workerData = { module, buffer: gate.buffer };
  const source = new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);
  const worker = new Worker(source, { workerData });
  const said: string[] = [];
  worker.on('message', (word: string) => said.push(word));
  return { worker, said };
}

test('a worker passes an open gate, and cannot be taken back then', async () => {
  const gate = new StartGate();
  gate.open();
  gate.takeBack();
  const { worker, said } = waitAt(gate);
  await once(worker, 'exit');
  assert.deepEqual(said, ['waits', 'begins']);
});

test('a gate that nobody opens lets the worker pass in the end', async () => {
  const { worker, said } = waitAt(new StartGate());
  await once(worker, 'exit');
  assert.deepEqual(said, ['waits', 'begins']);
});

test('a worker that was taken back does not begin, even if the gate is opened', async () => {
  const gate = new StartGate();
  gate.takeBack();
  gate.open();
  const { worker, said } = waitAt(gate);
  await once(worker, 'message');
  // One that may pass needs no longer than this other one, whose gate nobody opens.
  await once(waitAt(new StartGate()).worker, 'exit');
  await worker.terminate();
  assert.deepEqual(said, ['waits']);
});
