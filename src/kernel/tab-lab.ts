/**
 * The lab in the tab. Each machine is a worker in an opaque frame of its own, without network, as the
 * embedded Node's are (src/runtime): what is typed into it can reach nothing of the site.
 */
import { bytes, files } from 'virtual:in-step/kernel-lab';
import { opaqueDocument } from '../node/index.ts';
import type { FramePlace } from '../runtime/isolation/place.ts';
import { placeInFrame } from '../runtime/isolation/site-frame.ts';
import { FRAME_SCRIPT } from './frame-script.ts';
import type { LabParts, MachineLine } from './lab.ts';
import type { FromMachine, Ping, Pong } from './messages.ts';
import type { openTerminal } from './xterm.ts';

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

/** Milliseconds. */
const FRAME_DEADLINE = 30_000;
const PING_EVERY = 1000;
/** Unanswered, and the machine counts as dead. Not a duration: a laptop may sleep. */
const MAX_MISSED_PINGS = 30;

export interface TabLab {
  parts: LabParts;
  openTerminal: typeof openTerminal;
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
  const terminal = import('./xterm.ts').catch((error: unknown) => {
    throw new LabError('network', String(error));
  });
  const [{ openTerminal }, worker, wasm, state, packed] = await Promise.all([
    terminal,
    ...[files.worker, files.wasm, files.state, files.disk].map(get),
  ] as const);
  const unpacked = new Blob([packed!]).stream().pipeThrough(new DecompressionStream('gzip'));
  const disk = await new Response(unpacked).arrayBuffer();
  const script = new TextDecoder().decode(worker);
  const parts = { wasm: wasm!, state: state!, disk };
  return { parts, openTerminal, start: () => startMachine(script) };
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
  const place = await placeMachine();
  const element = place.put(opaqueDocument(FRAME_SCRIPT), { type: 'machine', script }, port2);
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  return {
    post: (message, transfer = []) => port1.postMessage(message, transfer),
    listen(receive) {
      let missed = 0;
      port1.onmessage = ({ data }: MessageEvent<FromMachine | Pong>) => {
        missed = 0;
        if (data.type !== 'pong') receive(data);
      };
      heartbeat = setInterval(() => {
        missed += 1;
        if (missed > MAX_MISSED_PINGS) receive({ type: 'silent' });
        else port1.postMessage({ type: 'ping' } satisfies Ping);
      }, PING_EVERY);
    },
    end() {
      clearInterval(heartbeat);
      port1.close();
      element.remove();
    },
  };
}

/** The frame comes from the site's host. */
async function placeMachine(): Promise<FramePlace> {
  const tooLate = new AbortController();
  const deadline = setTimeout(() => tooLate.abort(new LabError('network')), FRAME_DEADLINE);
  try {
    return (await placeInFrame(tooLate.signal)).place;
  } finally {
    clearTimeout(deadline);
  }
}
