/** One process of the embedded Node as the page sees it. */
import { outputCost } from '../node/frame/process-memory.ts';
import type { WebContainerProcess } from './container.ts';
import type { EmbeddedFrame } from './embedded-frame.ts';

const SIGKILL = 9;

export class EmbeddedProcess implements WebContainerProcess {
  readonly exit: Promise<number>;
  readonly input: WritableStream<string>;
  readonly output: ReadableStream<string>;
  readonly #frame: EmbeddedFrame;
  readonly #pid: number;
  readonly #decoder = new TextDecoder();
  #settle!: { resolve: (code: number) => void; reject: (error: Error) => void };
  /** Output that the page has and its reader has not asked for; the program waits when it grows. */
  #unread: Uint8Array[] = [];
  #discard: boolean;
  #ended = false;
  #wake: (() => void) | undefined;

  /** With `discard` nothing is ever read, and the program does not wait for it. */
  constructor(frame: EmbeddedFrame, pid: number, discard: boolean) {
    this.#frame = frame;
    this.#pid = pid;
    this.#discard = discard;
    this.exit = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.exit.catch(() => {});
    const encoder = new TextEncoder();
    const send = (data: Uint8Array | null): void => frame.post({ type: 'input', pid, data });
    this.input = new WritableStream({
      write: (text) => send(encoder.encode(text)),
      close: () => send(null),
    });
    this.output = new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: () => this.#stopReading() },
      { highWaterMark: 0 },
    );
  }

  kill(): void {
    this.#frame.post({ type: 'kill', pid: this.#pid, signal: SIGKILL });
  }

  resize(terminal: { cols: number; rows: number }): void {
    this.#frame.post({ type: 'resize', pid: this.#pid, terminal });
  }

  /** The frame's word that the process wrote to fd 1 or 2. */
  receive(data: Uint8Array): void {
    if (this.#discard) return this.#consumed([data]);
    this.#unread.push(data);
    this.#wake?.();
  }

  /** The frame's word that the process ended. */
  exited(code: number): void {
    this.#settle.resolve(code);
    this.#end();
  }

  /** The process went down with its container. */
  lost(error: Error): void {
    this.#settle.reject(error);
    this.#end();
  }

  #end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Gives all that is there as one chunk, waiting for more if that is not a whole character. */
  async #pull(controller: ReadableStreamDefaultController<string>): Promise<void> {
    let text = '';
    while (text === '' && !(this.#ended && this.#unread.length === 0)) {
      if (this.#unread.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      text = this.#take();
    }
    if (text !== '') return controller.enqueue(text);
    const rest = this.#decoder.decode();
    if (rest !== '') controller.enqueue(rest);
    controller.close();
  }

  #take(): string {
    const chunks = this.#unread;
    this.#unread = [];
    this.#consumed(chunks);
    return chunks.map((chunk) => this.#decoder.decode(chunk, { stream: true })).join('');
  }

  #stopReading(): void {
    this.#discard = true;
    this.#consumed(this.#unread);
    this.#unread = [];
  }

  #consumed(chunks: Uint8Array[]): void {
    let cost = 0;
    for (const chunk of chunks) cost += outputCost(chunk.length);
    if (cost > 0 && !this.#ended) this.#frame.post({ type: 'consumed', pid: this.#pid, cost });
  }
}
