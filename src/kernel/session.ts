/** What a kernel lab on the page knows and does; the components show its signals and call its methods. */
import { batch, computed, signal } from '@preact/signals';
import { judgeAll, type Verdict } from '../notebook/claims.ts';
import { Predictions } from '../notebook/predictions.ts';
import type { TimelineEvent } from '../notebook/timeline-events.ts';
import { words, type Language } from '../notebook/words.ts';
import { Lab, NoAnswer, type LabEvent, type TerminalSize } from './lab.ts';
import { play } from './play.ts';
import { Recorder } from './recorder.ts';
import type { Scene } from './scene.ts';
import type { LabError, TabLab } from './tab-lab.ts';
import { labWords } from './words.ts';

export type Phase =
  | { name: 'idle' }
  | { name: 'loading'; percent: number }
  | { name: 'starting' }
  | { name: 'playing'; step: number }
  | { name: 'played' | 'stopped' | 'on' | 'off' | 'fresh' }
  | { name: 'failed'; cause: LabError['cause'] };

/** A run that was recorded, to be read before there is an own one. */
export interface Recorded {
  output: string;
  events: TimelineEvent[];
}

/** What the session needs of the page it is on; on the server there is none. */
export interface LabPage {
  load: (onBytes: (loaded: number, of: number) => void) => Promise<TabLab>;
  nextFrame: (then: () => void) => void;
}

export class LabSession {
  readonly scene: Scene;
  readonly language: Language;
  readonly recorded: Recorded;
  readonly phase = signal<Phase>({ name: 'idle' });
  readonly isOn = signal(false);
  /** Milliseconds. */
  readonly delay = signal(0);
  readonly hasRun = signal(false);
  readonly events = signal<readonly TimelineEvent[]>([]);
  readonly verdicts = signal<Record<string, Verdict>>({});
  readonly predictions: Predictions;
  readonly isBusy = computed(() =>
    ['loading', 'starting', 'playing'].includes(this.phase.value.name),
  );
  /** Of the recorded run, as in the notebook's session. */
  readonly covering = computed((): 'covered' | 'awaited' | 'shown' => {
    if (!this.predictions.coversRecorded.value) return 'shown';
    return this.phase.value.name === 'loading' ? 'awaited' : 'covered';
  });
  /** What the terminal has been sent, and who wants to hear of more. */
  screen = '';
  onText: ((text: string) => void) | null = null;
  size: TerminalSize = { columns: 80, rows: 16 };

  readonly #page: LabPage | null;
  #lab: Lab | null = null;
  #openTerminal: TabLab['openTerminal'] | null = null;
  #recorder = new Recorder();
  #abort: AbortController | null = null;
  #isDrawing = false;

  constructor(scene: Scene, language: Language, recorded: Recorded, page: LabPage | null) {
    this.scene = scene;
    this.language = language;
    this.recorded = recorded;
    this.#page = page;
    const predictions = scene.predictions.map(({ id, asks, choices }) => ({
      id,
      asks,
      choices: choices.map(({ says }) => says),
    }));
    this.predictions = new Predictions({ predictions }, this.hasRun);
  }

  get name(): string {
    return `kernel-${this.scene.name}`;
  }

  get words() {
    return words[this.language];
  }

  get own() {
    return labWords[this.language];
  }

  readonly say = (label: string): string =>
    this.language === 'ko' ? (this.scene.labels[label] ?? label) : label;

  /** Plays the scene from a new disk, and judges it. */
  async play(): Promise<void> {
    await this.#act(async (lab) => {
      this.phase.value = { name: 'starting' };
      await lab.pull();
      this.#begin();
      const { steps } = this.scene;
      const abort = (this.#abort = new AbortController());
      try {
        await play(this.scene, lab, this.#recorder, abort.signal, (step) => {
          this.phase.value = { name: 'playing', step };
          const { delay } = steps[step - 1] as { delay?: number };
          if (delay !== undefined) this.delay.value = delay;
        });
      } catch (error) {
        if (!abort.signal.aborted) throw error;
        return; // what became of it, `pull` says
      } finally {
        this.#abort = null;
        this.#recorder.lane = undefined;
      }
      const { claims, predictions } = this.scene;
      const run = this.#recorder.run;
      batch(() => {
        this.verdicts.value = judgeAll(claims, run);
        this.predictions.judge(predictions, run);
        this.phase.value = { name: 'played' };
      });
    });
  }

  async powerOn(): Promise<void> {
    if (this.isOn.value) return;
    await this.#act(async (lab) => {
      if (!this.hasRun.value) this.#begin();
      this.phase.value = { name: 'starting' };
      await lab.powerOn();
      this.phase.value = { name: 'on' };
    });
  }

  async pull(): Promise<void> {
    if (!this.isOn.value) return;
    const isPlaying = this.#abort !== null;
    this.#abort?.abort();
    try {
      await this.#lab!.pull();
      this.phase.value = { name: isPlaying ? 'stopped' : 'off' };
    } catch (error) {
      this.phase.value = { name: 'failed', cause: causeOf(error) };
    }
  }

  newDisk(): void {
    if (!this.#lab || this.isOn.value || this.isBusy.value) return;
    this.#lab.newDisk();
    this.phase.value = { name: 'fresh' };
  }

  setDelay(milliseconds: number): void {
    this.delay.value = milliseconds;
    this.#lab?.setDelay(milliseconds);
  }

  resize(size: TerminalSize): void {
    this.size = size;
    if (this.#lab) this.#lab.size = size;
  }

  /** Shows the machine's terminal in `box`, once there was a run. The function returned closes it. */
  openTerminal(box: HTMLElement): () => void {
    return this.#openTerminal!(box, this);
  }

  /** What the reader types. While a scene types, nobody else does. */
  keys(text: string): void {
    if (this.#abort === null) this.#lab?.keys(text);
  }

  async #act(what: (lab: Lab) => Promise<void>): Promise<void> {
    if (this.isBusy.value) return;
    try {
      const lab = await this.#load();
      lab.size = this.size;
      await what(lab);
    } catch (error) {
      console.error(error);
      this.#lab?.discard();
      this.isOn.value = false;
      this.phase.value = { name: 'failed', cause: causeOf(error) };
    }
  }

  async #load(): Promise<Lab> {
    if (this.#lab) return this.#lab;
    this.phase.value = { name: 'loading', percent: 0 };
    const { parts, start, openTerminal } = await this.#page!.load((loaded, of) => {
      const percent = Math.min(100, Math.round((loaded / of) * 100));
      this.phase.value = { name: 'loading', percent };
    });
    this.#openTerminal = openTerminal;
    this.#lab = new Lab(start, parts, (event) => this.#take(event));
    this.#lab.setDelay(this.delay.value);
    return this.#lab;
  }

  /** A new run: what is drawn and judged begins here. */
  #begin(): void {
    this.#recorder = new Recorder();
    this.screen = '';
    this.onText?.('\x1bc');
    batch(() => {
      this.verdicts.value = {};
      this.events.value = [];
      this.hasRun.value = true;
    });
  }

  #take(event: LabEvent): void {
    this.#recorder.take(event);
    if (event.type === 'powered') this.isOn.value = true;
    if (event.type === 'pulled') {
      this.isOn.value = false;
      this.#write('\r\n\r\n');
    }
    if (event.type === 'printed') this.#write(event.text);
    if (event.type === 'lost') {
      console.error(event.error);
      this.phase.value = { name: 'failed', cause: causeOf(event.error) };
    }
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    this.#page!.nextFrame(() => {
      this.#isDrawing = false;
      this.events.value = [...this.#recorder.events];
    });
  }

  #write(text: string): void {
    this.screen = (this.screen + text).slice(-100_000);
    this.onText?.(text);
  }
}

function causeOf(error: unknown): LabError['cause'] {
  const { name, message, cause } = error as LabError;
  if (name === 'LabError') return cause;
  if (error instanceof NoAnswer) return 'silent';
  return /out of memory|allocat/i.test(message) ? 'memory' : 'error';
}
