/**
 * The lab's bench: one disk, and machines that live on it one after the other. What the reader's
 * buttons do, and what scenes do, is done here; who watches is told of all that happens.
 */
import { withDeadline } from '../runtime/deadline.ts';
import type { FromMachine, Line, MachineParts, ToMachine } from './messages.ts';
import { PromptReader } from './prompt.ts';

/** The line to a new machine, in a worker of its own. */
export interface MachineLine extends Line<FromMachine, ToMachine> {
  /** Ends the worker. */
  end(): void;
}

export interface LabParts extends MachineParts {
  /** A disk fresh from the factory. */
  disk: ArrayBuffer;
}

/** What happens on the bench. `at` is milliseconds since the Unix epoch. */
export type LabEvent =
  /** The shell of a new machine waits. */
  | { type: 'powered'; at: number }
  | { type: 'pulled'; at: number }
  | { type: 'printed'; at: number; text: string }
  | { type: 'typed'; at: number; command: string }
  /** The command before the prompt has ended. */
  | { type: 'prompt'; at: number; exit: number }
  | { type: 'written'; at: number; bytes: number }
  /** The machine died while nothing waited for it, and its disk with it. */
  | { type: 'lost'; at: number; error: Error };

/** What stty is told of the terminal. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** The machine says nothing, as one does whose worker has died of memory: no event tells that. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** Milliseconds that a machine may take to come to its shell. */
const POWER_ON_DEADLINE = 90_000;

const now = () => performance.timeOrigin + performance.now();

interface Running {
  line: MachineLine;
  prompts: PromptReader;
  /** Nothing is shown before the first prompt: it answers what the lab itself typed. */
  isShown: boolean;
}

export class Lab {
  size: TerminalSize = { columns: 80, rows: 24 };
  readonly #start: () => Promise<MachineLine>;
  readonly #parts: LabParts;
  readonly #tell: (event: LabEvent) => void;
  #disk: ArrayBuffer;
  #delay = 0;
  #running: Running | null = null;
  /** Settles what waits for the next prompt, or for the disk of a machine that is being switched off. */
  #onPrompt: ((exit: number) => void) | null = null;
  #onPulled: (() => void) | null = null;
  #fail: ((error: Error) => void) | null = null;

  constructor(start: () => Promise<MachineLine>, parts: LabParts, tell: (event: LabEvent) => void) {
    this.#start = start;
    this.#parts = parts;
    this.#tell = tell;
    this.#disk = parts.disk.slice(0);
  }

  get isOn(): boolean {
    return this.#running !== null;
  }

  /** Resolves when the shell waits for a command. Rejects if the machine does not come up. */
  async powerOn(): Promise<void> {
    if (this.#running) return;
    const running = { line: await this.#start(), prompts: new PromptReader(), isShown: false };
    this.#running = running;
    const { wasm, state } = this.#parts;
    const powered = new Promise<void>((resolve, reject) => {
      this.#onPrompt = () => resolve();
      this.#fail = reject;
      running.line.listen((message) => this.#hear(running, message));
      const disk = this.#disk;
      running.line.post({ type: 'power-on', wasm, state, disk, delay: this.#delay }, [disk]);
    });
    try {
      await withDeadline(powered, POWER_ON_DEADLINE, () => new NoAnswer());
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /**
   * Ends the machine as a power cut does. Its disk stays, as it is at this moment. Rejects where the
   * machine does not answer: its disk is lost with it, and there is a new one.
   */
  async pull(): Promise<void> {
    const { line } = this.#running ?? {};
    if (!line) return;
    await new Promise<void>((resolve, reject) => {
      this.#onPulled = resolve;
      this.#fail?.(new Error('The plug was pulled.'));
      this.#fail = reject;
      line.post({ type: 'pull' });
    });
  }

  /** Puts a disk fresh from the factory in; only while the machine is off. */
  newDisk(): void {
    if (this.#running) throw new Error('Pull the plug before you change the disk.');
    this.#disk = this.#parts.disk.slice(0);
  }

  /** Milliseconds that each read and write of the disk takes, from now on. */
  setDelay(milliseconds: number): void {
    this.#delay = milliseconds;
    this.#running?.line.post({ type: 'delay', milliseconds });
  }

  keys(text: string): void {
    this.#running?.line.post({ type: 'keys', text });
  }

  /** Types a command at the prompt; resolves to its exit code at the next one. */
  async command(command: string): Promise<number> {
    if (!this.#running) throw new Error('Power the machine on before you type.');
    this.#tell({ type: 'typed', at: now(), command });
    return new Promise((resolve, reject) => {
      this.#onPrompt = resolve;
      this.#fail = reject;
      this.keys(`${command}\n`);
    });
  }

  /** Throws the machine away, and its disk: for good, or when it answers no more. */
  discard(): void {
    this.#end();
    this.#disk = this.#parts.disk.slice(0);
  }

  #end(): void {
    this.#running?.line.end();
    this.#running = null;
    this.#onPrompt = null;
    this.#fail?.(new Error('The machine is off.'));
    this.#fail = null;
    this.#onPulled = null;
  }

  /** The machine is dead. Who waits for it is told; else all are. */
  #lose({ isShown }: Running, error: Error): void {
    const fail = this.#fail;
    this.#fail = null;
    if (isShown) this.#tell({ type: 'pulled', at: now() });
    this.discard();
    if (fail) fail(error);
    else this.#tell({ type: 'lost', at: now(), error });
  }

  #hear(running: Running, message: FromMachine): void {
    if (running !== this.#running) return;
    switch (message.type) {
      case 'powered': {
        const { columns, rows } = this.size;
        return this.keys(`stty cols ${columns} rows ${rows}\n`);
      }
      case 'failed':
        return this.#lose(running, new Error(message.reason));
      case 'silent':
        return this.#lose(running, new NoAnswer());
      case 'written':
        return this.#tell(message);
      case 'console':
        return this.#print(running, message.text, message.at);
      case 'pulled':
        this.#disk = message.disk;
        this.#tell({ type: 'pulled', at: now() });
        this.#onPulled?.();
        this.#fail = null;
        return this.#end();
    }
  }

  #print(running: Running, chunk: string, at: number): void {
    for (const { text, exit } of running.prompts.push(chunk)) {
      if (running.isShown && text) this.#tell({ type: 'printed', at, text });
      if (exit === undefined) continue;
      this.#tell(running.isShown ? { type: 'prompt', at, exit } : { type: 'powered', at });
      running.isShown = true;
      const resolve = this.#onPrompt;
      this.#onPrompt = null;
      this.#fail = null;
      resolve?.(exit);
    }
  }
}
