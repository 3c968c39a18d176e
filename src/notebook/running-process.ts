/** The process of one run in a `Container`, with what it has printed: see run.ts. */
import type { Container, FileSystemTree, SpawnOptions, Unsubscribe } from '../runtime/container.ts';
import { withDeadline } from '../runtime/deadline.ts';
import type { Snapshot } from '../runtime/snapshots.ts';
import { BootError } from '../runtime/words.ts';
import type { Values } from './controls.ts';
import { OscSplitter } from './osc.ts';
import type { RunnerOptions } from './run.ts';
import { Terminal } from './terminal.ts';
import type { TimelineEvent } from './timeline-events.ts';

/** What the runner itself does before a program runs. */
export type Step = 'ending' | 'mounting' | 'spawning';

export interface RunRequest {
  tree: FileSystemTree;
  /** Packages that must be in the container first. */
  snapshots: Snapshot[];
  /** The folder in the container where `node` starts. */
  cwd: string;
  /** Arguments of `node`. */
  args: string[];
  /** Variables of the environment: the values of the sandbox's controls. */
  env?: Values;
  /** The port to be previewed. */
  preview?: number;
  /** Its code has to do with standard input: where a container cannot tell when it reads. */
  mayRead?: boolean;
  /** Hears how the event loop runs. */
  onLoop?: SpawnOptions['onLoop'];
}

/** What claims may see of the output, in characters. */
const MAX_OUTPUT = 5_000_000;
/** Characters taken between two paints. */
const FRAME_OUTPUT = 100_000;
/** Milliseconds after the exit in which more output must come, or its end. */
const DRAIN = 1000;

/** A process from its spawning to its end, with what it has printed so far. */
export class RunningProcess {
  /** Milliseconds since Node was asked for. */
  readonly clock = () => performance.now() - this.#begun;
  readonly terminal = new Terminal(this.clock);
  readonly events: TimelineEvent[] = [];
  env: Values = {};
  output = '';
  isOutputCut = false;
  isStopped = false;
  duration: number | null = null;
  /** Resolves when `end` is called. */
  readonly stopped: Promise<null>;
  readonly #splitter = new OscSplitter();
  readonly #options: Required<RunnerOptions>;
  #stop!: (value: null) => void;
  #process: Awaited<ReturnType<Container['spawn']>> | null = null;
  #input: WritableStreamDefaultWriter<string> | null = null;
  #lost: Promise<never> | null = null;
  #unwatch: Unsubscribe = () => {};
  #painting: Promise<void> | null = null;
  #isUnpainted = false;
  /** Read so far. */
  #chunks = 0;
  #begun = 0;

  constructor(options: Required<RunnerOptions>) {
    this.#options = options;
    this.stopped = new Promise((resolve) => (this.#stop = resolve));
  }

  get droppedEvents(): number {
    return this.#splitter.dropped;
  }

  /** Mounts and spawns. False if it was called off meanwhile. */
  async start(
    container: Container,
    { tree, cwd, args, env = {}, onLoop }: RunRequest,
    onStep: (step: Step) => void,
  ): Promise<boolean> {
    this.env = env;
    const { start } = this.#options.deadlines;
    const late = () => new BootError('took-too-long');
    this.#lost = new Promise((_, reject) => {
      this.#unwatch = container.on('lost', (reason) => reject(new BootError('lost', reason)));
    });
    this.#lost.catch(() => {});
    const begin = async () => {
      onStep('mounting');
      await container.mount(tree);
      if (this.isStopped) return;
      onStep('spawning');
      this.#begun = performance.now();
      const process = await container.spawn('node', args, {
        cwd,
        env,
        terminal: { cols: 80, rows: 24 },
        ...(onLoop && { onLoop }),
      });
      if (this.isStopped) process.kill();
      this.#process = process;
    };
    await Promise.race([withDeadline(begin(), start, late), this.#lost]);
    return this.#process !== null;
  }

  /** The container tells when the program waits for input. */
  get tellsReading(): boolean {
    return this.#process?.onReading !== undefined;
  }

  onReading(listener: () => void): void {
    this.#process?.onReading?.(listener);
  }

  /** What the program does not take any more is dropped. */
  type(text: string): void {
    this.#input ??= this.#process?.input.getWriter() ?? null;
    this.#input?.write(text).catch(() => {});
  }

  /** Takes output until the process has ended; its exit code, null if it was stopped. */
  async finish(onOutput: () => void): Promise<number | null> {
    const process = this.#process;
    if (!process) return null;
    const drained = this.#drain(process.output, onOutput);
    drained.catch(() => {});
    const givenUp = this.stopped.then(() => wait(this.#options.deadlines.stop)).then(() => null);
    const code = await Promise.race([process.exit, this.#lost!, givenUp]);
    this.duration = this.clock();
    if (this.isStopped) return null;
    const isDrained = drained.then(
      () => true,
      () => true,
    );
    for (let seen = -1; seen !== this.#chunks;) {
      seen = this.#chunks;
      if (await Promise.race([isDrained, wait(DRAIN)])) break;
    }
    return code;
  }

  /** Leaves the container, which outlives it, without a way to it and to all that it printed. */
  leave(): void {
    this.#unwatch();
  }

  /** Kills the process, if there is one, and resolves when it is gone or was given up. */
  async end(): Promise<void> {
    this.isStopped = true;
    this.#stop(null);
    const process = this.#process;
    if (!process) return;
    process.kill();
    await Promise.race([process.exit.catch(() => {}), wait(this.#options.deadlines.stop)]);
  }

  async #drain(output: ReadableStream<string>, onOutput: () => void): Promise<void> {
    const reader = output.getReader();
    let taken = 0;
    for (;;) {
      const { value, done } = await reader.read();
      this.#chunks += 1;
      if (this.isStopped) {
        void reader.cancel().catch(() => {});
        return;
      }
      this.#take(done ? this.#splitter.end() : this.#splitter.push(value));
      if (done) return;
      const painted = this.#paint(onOutput);
      taken += value.length;
      if (taken > FRAME_OUTPUT) {
        await painted;
        taken = 0;
      }
    }
  }

  /** Shows what has come, now or after the paint that goes on. */
  #paint(onOutput: () => void): Promise<void> {
    this.#isUnpainted = true;
    this.#painting ??= this.#paintAll(onOutput);
    return this.#painting;
  }

  /** Rests for as long as each paint took, so that the page has time for its reader. */
  async #paintAll(onOutput: () => void): Promise<void> {
    try {
      while (this.#isUnpainted) {
        this.#isUnpainted = false;
        const begun = performance.now();
        onOutput();
        await this.#options.nextFrame();
        await wait(performance.now() - begun);
      }
    } finally {
      // At once: what comes in the next microtask needs a paint of its own.
      this.#painting = null;
    }
  }

  #take({ text, events }: { text: string; events: TimelineEvent[] }): void {
    for (const event of events) this.events.push(event);
    if (text === '') return;
    this.terminal.write(text);
    const room = MAX_OUTPUT - this.output.length;
    this.output += text.slice(0, room);
    if (text.length > room) this.isOutputCut = true;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
