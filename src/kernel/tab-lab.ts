/**
 * The lab in the tab. Each machine is a worker in an opaque frame of its own, without network, as the
 * embedded Node's are (src/runtime): what is typed into it can reach nothing of the site.
 */
import { bytes, files } from 'virtual:in-step/kernel-lab';
import { opaqueDocument } from '../runtime/isolation/opaque-document.ts';
import { placeInFrame } from '../runtime/isolation/site-frame.ts';
import { FRAME_SCRIPT } from './frame-script.ts';
import type { LabParts, MachineLine } from './lab.ts';
import type { FromMachine } from './messages.ts';

/** Why there is no machine. */
export type Cause = 'no-wasm' | 'network' | 'memory' | 'silent' | 'error';

export class LabError extends Error {
  override name = 'LabError';
  override readonly cause: Cause;
  constructor(cause: Cause, message: string = cause) {
    super(message);
    this.cause = cause;
  }
}

export interface TabLab {
  parts: LabParts;
  start: () => Promise<MachineLine>;
}

/** Fetches what machines are made of. Rejects with a `LabError`. */
export async function loadLab(onBytes: (loaded: number, of: number) => void): Promise<TabLab> {
  if (typeof WebAssembly !== 'object') throw new LabError('no-wasm');
  let loaded = 0;
  const get = async (url: string) => {
    const content = await fetchBytes(url, (count) => onBytes((loaded += count), bytes));
    return content.buffer as ArrayBuffer;
  };
  const [worker, wasm, state, packed] = await Promise.all(
    [files.worker, files.wasm, files.state, files.disk].map(get),
  );
  const unpacked = new Blob([packed!]).stream().pipeThrough(new DecompressionStream('gzip'));
  const disk = await new Response(unpacked).arrayBuffer();
  const script = new TextDecoder().decode(worker);
  return { parts: { wasm: wasm!, state: state!, disk }, start: () => startMachine(script) };
}

async function fetchBytes(url: string, onCount: (count: number) => void): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body!.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value);
      onCount(read.value.length);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (error) {
    throw new LabError('network', String(error));
  }
}

async function startMachine(script: string): Promise<MachineLine> {
  const { port1, port2 } = new MessageChannel();
  const { place } = await placeInFrame(new AbortController().signal);
  const element = place.put(opaqueDocument(FRAME_SCRIPT), { type: 'machine', script }, port2);
  return {
    post: (message, transfer = []) => port1.postMessage(message, transfer),
    listen: (receive) => {
      port1.onmessage = ({ data }: MessageEvent<FromMachine>) => receive(data);
    },
    end() {
      port1.close();
      element.remove();
    },
  };
}
