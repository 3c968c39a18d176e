/**
 * One sandbox's process: a state machine of signals over a `Container`.
 *
 *   idle ─run→ booting ──────────────→ running → exited      stop: → stopped
 *                 ├────→ installing ─────↑  │               run: from every state, what runs is
 *                 └──────────┴──────────────┴──→ failed            ended first
 *
 * Nothing here waits for ever: installing, mounting, spawning and stopping have deadlines, and output
 * is taken no faster than it is painted, so that a program which prints without end waits as it would
 * for a full pipe.
 */
import { signal } from '@preact/signals';
import type { Container, ContainerKind, DiskProblem, Unsubscribe } from '../runtime/container.ts';
import type { InstallProgress, installSnapshots } from '../runtime/snapshots.ts';
import { causeOf, type Cause } from '../runtime/words.ts';
import type { Values } from './controls.ts';
import { RunningProcess, type RunRequest, type Step } from './running-process.ts';
import { plainText, type Line } from './terminal.ts';
import type { Run, TimelineEvent } from './timeline-events.ts';

export type RunState =
  'idle' | 'booting' | 'installing' | 'running' | 'exited' | 'stopped' | 'failed';

export interface Screen {
  lines: readonly Line[];
  /** Lines that came before the first one kept. */
  omitted: number;
}

export interface RunnerOptions {
  demand: () => Promise<Container>;
  install: typeof installSnapshots;
  /** Resolves when the page has painted (or when it is hidden, after a moment). */
  nextFrame: () => Promise<unknown>;
  /**
   * Milliseconds for each of mounting and spawning, for a killed process to end, and until the
   * reader of a run that goes on is asked whether it is to.
   */
  deadlines?: { start: number; stop: number; long: number };
}

const EMPTY: Screen = { lines: [], omitted: 0 };

export class Runner {
  readonly state = signal<RunState>('idle');
  readonly exitCode = signal<number | null>(null);
  /** Milliseconds from asking for Node to its exit. */
  readonly duration = signal<number | null>(null);
  readonly container = signal<{ kind: ContainerKind; version: string } | null>(null);
  readonly cause = signal<Cause | null>(null);
  /** How far packages have come, in state `installing`. */
  readonly progress = signal<InstallProgress | null>(null);
  /** What is being done in state `booting`; null: a container is being waited for. */
  readonly step = signal<Step | null>(null);
  readonly isStopping = signal(false);
  /** The run takes long: is it to go on? It does until the reader says something else. */
  readonly isAsking = signal(false);
  /** There is output of a run to show; until then the recorded one is shown. */
  readonly hasRun = signal(false);
  /** What was set in the environment of the run that is shown. */
  readonly env = signal<Values>({});
  readonly screen = signal<Screen>(EMPTY);
  readonly events = signal<readonly TimelineEvent[]>([]);
  readonly droppedEvents = signal(0);
  readonly isOutputCut = signal(false);
  /** What is wrong with /mnt/durable, if the run asked something of it. */
  readonly diskProblem = signal<DiskProblem | null>(null);
  /** The reader has cleared the screen, and nothing has been printed since. */
  readonly isCleared = signal(false);
  /** The container whose server listens on the port to be previewed. */
  readonly served = signal<Container | null>(null);
  /** The program takes input, as far as can be known. */
  readonly takesInput = signal(false);
  /** It waits for input, and has had none since. */
  readonly isWaiting = signal(false);
  readonly #options: Required<RunnerOptions>;
  /** The current run; an earlier one that still unwinds finds itself replaced. */
  #current: RunningProcess | null = null;
  #question: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = { deadlines: { start: 15_000, stop: 3000, long: 60_000 }, ...options };
  }

  /** Runs to the end. Null if it failed, was stopped before it started, or another run came. */
  async run(request: RunRequest): Promise<Run | null> {
    const previous = this.#current;
    const current = new RunningProcess(this.#options);
    this.#current = current;
    const isCurrent = () => this.#current === current;
    this.#askNoMore();
    this.state.value = 'booting';
    this.isStopping.value = false;
    this.exitCode.value = null;
    this.isCleared.value = false;
    this.duration.value = null;
    this.cause.value = null;
    this.served.value = null;
    this.diskProblem.value = null;
    this.takesInput.value = false;
    this.isWaiting.value = false;
    this.step.value = 'ending';
    await previous?.end();
    if (!isCurrent()) return null;
    this.step.value = null;

    const watches: Unsubscribe[] = [];
    try {
      const container = await Promise.race([this.#options.demand(), current.stopped]);
      if (!container || !isCurrent()) return null;
      this.container.value = { kind: container.kind, version: container.version };
      const installed = this.#options.install(container, request.snapshots, (progress) => {
        if (!isCurrent()) return;
        this.state.value = 'installing';
        this.progress.value = progress;
      });
      await Promise.race([installed, current.stopped]);
      if (!isCurrent()) return null;
      const onPort = container.on('port', (port, type) => {
        if (port !== request.preview || !isCurrent()) return;
        this.served.value = type === 'open' ? container : null;
      });
      const onDisk = container.on('durable', (problem) => {
        if (isCurrent()) this.diskProblem.value = problem;
      });
      watches.push(onPort, onDisk);
      const hasStarted = await current.start(container, request, (step) => {
        if (isCurrent()) this.step.value = step;
      });
      if (!isCurrent()) return null;
      this.step.value = null;
      if (hasStarted) {
        this.state.value = 'running';
        this.takesInput.value = request.mayRead === true && !current.tellsReading;
        current.onReading(() => {
          if (!isCurrent() || this.state.value !== 'running') return;
          this.takesInput.value = true;
          this.isWaiting.value = true;
        });
        this.#askIn(this.#options.deadlines.long);
      }
      this.#show(current);
      const exitCode = await current.finish(() => isCurrent() && this.#show(current));
      if (!isCurrent()) return null;
      this.#show(current);
      this.exitCode.value = exitCode;
      this.duration.value = current.duration;
      this.state.value = current.isStopped ? 'stopped' : 'exited';
      return { output: plainText(current.output), events: current.events, exitCode };
    } catch (error) {
      if (!isCurrent()) return null;
      this.#show(current);
      this.cause.value = causeOf(error);
      this.state.value = 'failed';
      return null;
    } finally {
      for (const unwatch of watches) unwatch();
      current.leave();
      if (isCurrent()) {
        this.isStopping.value = false;
        this.#askNoMore();
        this.served.value = null;
        this.takesInput.value = false;
        this.isWaiting.value = false;
      }
    }
  }

  /** Types into the program's standard input. */
  type(text: string): void {
    this.isWaiting.value = false;
    this.#current?.type(text);
  }

  /** Clears the screen; claims still see all that was printed. */
  clear(): void {
    this.#current?.terminal.clear();
    this.screen.value = EMPTY;
    this.isCleared.value = true;
  }

  /** The answer to `isAsking`: it is asked again after five times as long. */
  goOn(): void {
    this.#askNoMore();
    this.#askIn(5 * this.#options.deadlines.long);
  }

  #askIn(milliseconds: number): void {
    this.#question = setTimeout(() => (this.isAsking.value = true), milliseconds);
  }

  #askNoMore(): void {
    clearTimeout(this.#question);
    this.isAsking.value = false;
  }

  /** Ends what runs; a run that has not started yet is called off. */
  async stop(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    if (this.state.value === 'booting' || this.state.value === 'installing') {
      this.#current = null;
      this.state.value = 'stopped';
    } else if (this.state.value === 'running') {
      this.isStopping.value = true;
      this.#askNoMore();
    }
    await current.end();
  }

  #show(current: RunningProcess): void {
    const { terminal, events } = current;
    this.hasRun.value = true;
    this.env.value = current.env;
    this.screen.value = { lines: terminal.lines, omitted: terminal.omitted };
    if (terminal.lines.length > 0) this.isCleared.value = false;
    this.events.value = events.slice();
    this.droppedEvents.value = current.droppedEvents;
    this.isOutputCut.value = current.isOutputCut;
  }
}
