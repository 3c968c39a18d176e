/** One process as the page sees it. */
import { outputCost } from '../frame/process-memory.ts';
import type { LoopEvent } from '../loop-events.ts';
import type { NodeFrame } from './frame.ts';

const SIGKILL = 9;
/** Ctrl+D. */
const END_OF_INPUT = '\x04';

interface ProcessOptions {
  /** Nothing of its output is ever read, and the program does not wait for it. */
  discard: boolean;
  /** Its standard streams are a terminal. */
  isTerminal: boolean;
  /** Hears of the main thread's loop, which was asked to tell. */
  onLoop?: (events: LoopEvent[]) => void;
}

export class NodeProcess {
  /** Its exit code; of one that a signal ended 128 and the signal's number. Rejects if Node is lost. */
  readonly exit: Promise<number>;
  readonly input: WritableStream<string>;
  /** Standard output and error, in the order in which they were written, decoded as UTF-8. */
  readonly output: ReadableStream<string>;
  /** Hears of the main thread's loop, if that was asked to tell. */
  readonly onLoop: ProcessOptions['onLoop'];
  readonly #frame: NodeFrame;
  readonly #pid: number;
  readonly #decoder = new TextDecoder();
  #settle!: { resolve: (code: number) => void; reject: (error: Error) => void };
  /** Output that the page has and its reader has not asked for; the program waits when it grows. */
  #unread: Uint8Array[] = [];
  #discard: boolean;
  #ended = false;
  #wake: (() => void) | undefined;
  /** The terminal does what a line discipline does: it echoes, and Ctrl+D ends the input. */
  #isCooked: boolean;
  readonly #isTerminal: boolean;
  #isReading = false;
  #onReading: () => void = () => {};
  readonly #echoes = new WeakSet<Uint8Array>();
  readonly #encoder = new TextEncoder();

  constructor(frame: NodeFrame, pid: number, { discard, isTerminal, onLoop }: ProcessOptions) {
    this.#frame = frame;
    this.#pid = pid;
    this.#discard = discard;
    this.#isTerminal = isTerminal;
    this.#isCooked = isTerminal;
    this.onLoop = onLoop;
    this.exit = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.exit.catch(() => {});
    this.input = new WritableStream({
      write: (text) => this.#type(text),
      close: () => this.#send(null),
    });
    this.output = new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: () => this.#stopReading() },
      { highWaterMark: 0 },
    );
  }

  /** Calls back each time the program waits for input. */
  onReading(listener: () => void): void {
    this.#onReading = listener;
    if (this.#isReading) listener();
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

  /** The frame's word that the process waits for input. */
  reads(isRaw: boolean): void {
    this.#isCooked = this.#isTerminal && !isRaw;
    this.#isReading = true;
    this.#onReading();
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

  #type(text: string): void {
    if (this.#isCooked && text === END_OF_INPUT) return this.#send(null);
    if (this.#isCooked) this.#echo(text);
    this.#send(this.#encoder.encode(text));
  }

  #send(data: Uint8Array | null): void {
    this.#isReading = false;
    this.#frame.post({ type: 'input', pid: this.#pid, data });
  }

  #echo(text: string): void {
    if (this.#discard) return;
    const echo = this.#encoder.encode(text.replaceAll('\n', '\r\n'));
    this.#echoes.add(echo);
    this.#unread.push(echo);
    this.#wake?.();
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
    for (const chunk of chunks) if (!this.#echoes.has(chunk)) cost += outputCost(chunk.length);
    if (cost > 0 && !this.#ended) this.#frame.post({ type: 'consumed', pid: this.#pid, cost });
  }
}
