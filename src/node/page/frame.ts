/**
 * The page's end of the frame: an opaque-origin document without network, reached by one MessagePort.
 * It answers requests, and its loss is noticed.
 */
import type { FrameToPage, PageToFrame, RuntimeScripts } from '../protocol.ts';
import type { FramePlace } from './frame-place.ts';
import { opaqueDocument } from './opaque-document.ts';

/** No event tells that a frame has died of memory: only its silence does. */
const PING_EVERY_MS = 1000;
/** Unanswered pings after which the frame counts as dead. Not a duration: a laptop may sleep. */
const MAX_MISSED_PINGS = 8;

type Requestable = Extract<PageToFrame, { request: number }>;
type WithoutId<T> = T extends unknown ? Omit<T, 'request'> : never;
export type FrameEvent = Extract<
  FrameToPage,
  {
    type:
      | 'output'
      | 'loop'
      | 'reading'
      | 'port'
      | 'exit'
      | 'network-left'
      | 'network-moved'
      | 'disk-wanted'
      | 'disk-problem';
  }
>;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/**
 * The scripts that src/build/node makes, all but the disk's. They may still be under way, `libRest` when
 * programs run already.
 */
export type NodeScripts = Record<
  'frame' | 'lib' | 'libRest' | keyof RuntimeScripts,
  Blob | Promise<Blob>
>;

export class NodeFrame {
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #pending = new Map<number, Pending>();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  #requests = 0;
  #missedPings = 0;
  #open = true;
  /** Word of processes, ports and the disk. */
  onEvent: (event: FrameEvent) => void = () => {};
  /** Called once, unless `close` came first. */
  onLost: (reason: string) => void = () => {};

  private constructor(element: HTMLIFrameElement, port: MessagePort) {
    this.#element = element;
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<FrameToPage>) => this.#receive(data);
    this.#heartbeat = setInterval(() => this.#ping(), PING_EVERY_MS);
  }

  /**
   * Makes the frame as soon as its own script is there (it may be a process of its own), and boots the
   * machine in it; rejects with the reason why it did not boot.
   */
  static async open(
    { frame: frameScript, lib, libRest, ...scripts }: NodeScripts,
    workdir: string,
    place: FramePlace,
    signal?: AbortSignal,
  ): Promise<{ frame: NodeFrame; version: string }> {
    const workers = settled(scripts);
    const [first, rest] = [Promise.resolve(lib), Promise.resolve(libRest)];
    // Failures are told below, unless the frame's own script fails first.
    for (const promise of [workers, first, rest]) promise.catch(() => {});
    const srcdoc = opaqueDocument(await (await frameScript).text());
    signal?.throwIfAborted();
    const { port1, port2 } = new MessageChannel();
    let element: HTMLIFrameElement | undefined;
    try {
      const version = await new Promise<string>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        port1.onmessage = ({ data }: MessageEvent<FrameToPage>) => {
          if (data.type === 'ready') resolve(data.version);
          else if (data.type === 'failed') reject(new Error(data.reason));
        };
        const boot: PageToFrame = { type: 'boot', workdir };
        element = place.put(srcdoc, boot, port2);
        const post = (message: PageToFrame) => port1.postMessage(message);
        workers.then((scripts) => post({ type: 'scripts', scripts }), reject);
        first.then((text) => post({ type: 'lib', part: 'first', text }), reject);
        rest.then((text) => post({ type: 'lib', part: 'rest', text }), reject);
      });
      const frame = new NodeFrame(element!, port1);
      rest.catch((error: Error) => frame.#lose(error.message));
      return { frame, version };
    } catch (error) {
      element?.remove();
      port1.close();
      throw error;
    }
  }

  post(
    message: Exclude<PageToFrame, { type: 'boot' | 'scripts' | 'lib' }>,
    transfer: Transferable[] = [],
  ): void {
    if (this.#open) this.#port.postMessage(message, transfer);
  }

  /** Sends a request and waits for its reply; rejects with the error's POSIX `code` set. */
  request(message: WithoutId<Requestable>, transfer: Transferable[] = []): Promise<unknown> {
    if (!this.#open) return Promise.reject(new Error('The embedded Node is not running any more.'));
    const request = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      this.#port.postMessage({ ...message, request }, transfer);
    });
  }

  /** Removes the frame, and with it every thread. */
  close(reason = 'The embedded Node was torn down.'): void {
    if (!this.#open) return;
    this.#open = false;
    clearInterval(this.#heartbeat);
    this.#port.close();
    this.#element.remove();
    for (const { reject } of this.#pending.values()) reject(new Error(reason));
    this.#pending.clear();
  }

  #receive(message: FrameToPage): void {
    this.#missedPings = 0;
    switch (message.type) {
      case 'reply': {
        const pending = this.#pending.get(message.request);
        this.#pending.delete(message.request);
        if (!message.error) return pending?.resolve(message.value);
        const { code, message: text } = message.error;
        return pending?.reject(Object.assign(new Error(text), { code }));
      }
      case 'failed':
        return this.#lose(message.reason);
      case 'output':
      case 'reading':
      case 'loop':
      case 'port':
      case 'exit':
      case 'disk-wanted':
      case 'disk-problem':
      case 'network-left':
      case 'network-moved':
        return this.onEvent(message);
    }
  }

  #ping(): void {
    if (!this.#element.isConnected) return this.#lose('its frame was removed');
    if (this.#missedPings++ >= MAX_MISSED_PINGS) return this.#lose('its frame stopped answering');
    this.#port.postMessage({ type: 'ping', request: 0 } satisfies PageToFrame);
  }

  #lose(reason: string): void {
    if (!this.#open) return;
    this.close(`The embedded Node was lost: ${reason}.`);
    this.onLost(reason);
  }
}

async function settled<Name extends string>(
  scripts: Record<Name, Blob | Promise<Blob>>,
): Promise<Record<Name, Blob>> {
  const entries = Object.entries<Blob | Promise<Blob>>(scripts);
  const blobs = await Promise.all(entries.map(async ([name, blob]) => [name, await blob]));
  return Object.fromEntries(blobs) as Record<Name, Blob>;
}
