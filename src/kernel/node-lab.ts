/** The lab in plain Node: for tests and recordings. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { BUILT, V86_FOLDER } from '../build/kernel/built.ts';
import { Lab, type LabParts, type MachineLine } from './lab.ts';
import type { FromMachine } from './messages.ts';
import { play } from './play.ts';
import { Recorder } from './recorder.ts';
import type { Scene } from './scene.ts';
import type { Run } from '../notebook/timeline-events.ts';

/** Reads what the site ships. */
export async function readLabParts(): Promise<LabParts> {
  const [wasm, state, disk] = await Promise.all([
    readFile(path.join(V86_FOLDER, 'v86.wasm')),
    readFile(path.join(BUILT, 'state.zst')),
    readFile(path.join(BUILT, 'disk.gz')),
  ]);
  return { wasm: toBuffer(wasm), state: toBuffer(state), disk: toBuffer(gunzipSync(disk)) };
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}

async function startMachine(): Promise<MachineLine> {
  const worker = new Worker(new URL('node-worker.ts', import.meta.url));
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen(receive) {
      worker.on('message', (message: FromMachine) => receive(message));
      worker.on('error', (error) => receive({ type: 'failed', reason: String(error) }));
    },
    end: () => void worker.terminate(),
  };
}

/** Plays `scene` from a fresh disk. */
export async function runScene(scene: Scene, parts: LabParts): Promise<Run> {
  const recorder = new Recorder();
  const lab = new Lab(startMachine, parts, (event) => recorder.take(event));
  lab.size = { columns: 160, rows: 24 };
  try {
    await play(scene, lab, recorder);
    await lab.pull();
  } finally {
    lab.discard();
  }
  return recorder.run;
}
