/** What a notebook knows and does; the components show its signals and call its methods. */
import { batch, computed, effect, signal } from '@preact/signals';
import type { RuntimeState, Runtime } from '../runtime/choose.ts';
import type {
  ContainerKind,
  DiskProblem,
  DurableFile,
  DurableFolder,
  FileSystemTree,
} from '../runtime/container.ts';
import type { installSnapshots, Snapshot } from '../runtime/snapshots.ts';
import { DurableError, lacksPackages } from '../runtime/words.ts';
import { isSolved, judgeAll, type Verdict } from './claims.ts';
import { FAULT, isGiven, restoreValues, type Values } from './controls.ts';
import type { Caret } from './editor.ts';
import { loadEdits, type Edits } from './edits.ts';
import { Lit } from './lit.ts';
import { LoopRun } from './loop-run.ts';
import { addMarks, loadMarks } from './marks.ts';
import { Predictions } from './predictions.ts';
import { onEdit } from './run-on-edit.ts';
import { Runner } from './run.ts';
import type { Sandbox } from './sandbox.ts';
import { SharedCode } from './shared-code.ts';
import { faultOf, placeFinder, type Fault, type FindPlaces, type Place } from './stack.ts';
import type { Claim, Prediction, Run } from './timeline-events.ts';
import { words, type Language } from './words.ts';
import { Workspace } from './workspace.ts';

type Files = Record<string, string>;

const DURABLE = '/mnt/durable';
/** Code that has to do with standard input. */
const READS_INPUT = /\bstdin\b|\breadline\b/;

/** What `sandboxes/<name>/claims.js` exports. */
export interface Checks {
  claims: Claim[];
  predictions?: Prediction[];
}

/** What the session needs of the page it is on; on the server there is none. */
export interface Page {
  runtime: Runtime;
  storage: () => Storage;
  nextFrame: () => Promise<unknown>;
  loadChecks: (sandbox: string) => Promise<Checks>;
  sandboxTree: (sandbox: string, files: Files) => FileSystemTree;
  sandboxSnapshots: (sandbox: string) => Snapshot[];
  install: typeof installSnapshots;
  durable: DurableFolder;
  /** The page's address without query and fragment. */
  address: () => string;
  /** Takes the code that a link brought out of the page's address. */
  forgetLink: () => void;
}

/** What a reload in the middle of a Run (src/runtime/isolation) must not lose. */
export interface KeptSession {
  edits: Edits;
  file: string;
  /** A run was on its way and begins by itself. */
  runs: boolean;
  /** The code came with a link, and the reader has not decided to keep it. */
  isShared: boolean;
}

export class Session {
  readonly sandbox: Sandbox;
  readonly language: Language;
  readonly runner: Runner;
  readonly predictions: Predictions;
  readonly runtime = signal<RuntimeState>({ phase: 'idle' });
  readonly workspace: Workspace;
  readonly editor = signal<'none' | 'loading' | 'ready' | 'failed'>('none');
  /** Where in the shown file the editor is to take the focus, once it is ready. */
  readonly caret = signal<Caret | null>(null);
  /** How far the highlighted code was scrolled when the editor took its place, in pixels. */
  scrollTop = 0;
  readonly shared: SharedCode;
  readonly verdicts = signal<Record<string, Verdict>>({});
  readonly claimsFailed = signal(false);
  /** What the last run that used it left at /mnt/durable, or why that cannot be said. */
  readonly durable = signal<{ files: DurableFile[] } | { problem: DiskProblem } | null>(null);
  /** The error that ended the run, where it is in the reader's code. */
  readonly fault = signal<Fault | null>(null);
  readonly findPlaces: FindPlaces;
  /** What is lit in code and output: the event that is pointed at on the timeline. */
  readonly lit = new Lit();
  /** The event loop of the run, where it tells of itself. */
  readonly loop = new LoopRun();
  /**
   * Of the recorded run, which would answer the questions: it is covered, or has only its room while
   * the reader's own run is on its way.
   */
  readonly covering = computed((): 'covered' | 'awaited' | 'shown' => {
    if (!this.predictions.coversRecorded.value) return 'shown';
    const isOnItsWay = ['booting', 'installing'].includes(this.runner.state.value);
    return isOnItsWay ? 'awaited' : 'covered';
  });

  readonly #page: Page | null;

  constructor(sandbox: Sandbox, language: Language, page: Page | null) {
    this.sandbox = sandbox;
    this.language = language;
    this.#page = page;
    this.workspace = new Workspace(sandbox);
    this.lit.files = this.workspace.lesson;
    this.findPlaces = placeFinder(sandbox.name, sandbox.files);
    this.shared = new SharedCode(this, page);
    this.runner = new Runner({
      demand: () => page!.runtime.demand(),
      install: (...args) => page!.install(...args),
      nextFrame: () => page!.nextFrame(),
    });
    this.predictions = new Predictions(sandbox, this.runner.hasRun);
  }

  /** Takes in what only the browser knows, once the server's HTML has been taken over as it is. */
  connect(kept?: KeptSession): void {
    const page = this.#page;
    if (!page) return;
    this.runtime.value = page.runtime.getState();
    page.runtime.subscribe(() => (this.runtime.value = page.runtime.getState()));
    this.#restoreMarks(page);
    const { workspace, sandbox } = this;
    // Those of the last visit, or those that this tab itself carried over a reload.
    const saved = loadEdits(page.storage, sandbox.name);
    if (workspace.restore(kept && !kept.isShared ? kept.edits : saved)) this.openEditor();
    workspace.keepIn(page.storage, () => this.shared.own.value !== null);
    if (kept?.isShared) {
      const values = restoreValues(sandbox.controls, kept.edits.values);
      this.shared.show({ ...workspace.lesson, ...kept.edits.files }, values);
    }
    if (kept && sandbox.files.includes(kept.file)) workspace.file.value = kept.file;
    if (kept?.runs) void this.run();
    onEdit(
      () => workspace.files.value,
      () => void this.run(),
    );
  }

  keep(): KeptSession {
    const runs = this.runner.state.value === 'booting';
    const isShared = this.shared.own.value !== null;
    return { edits: this.workspace.edits(), file: this.workspace.file.value, runs, isShared };
  }

  get offers(): readonly ContainerKind[] {
    return this.#page?.runtime.offers ?? [];
  }

  /** What runs the code does not tell how its event loop runs. */
  get isUntold(): boolean {
    const state = this.runtime.value;
    return 'kind' in state && state.kind === 'webcontainer';
  }

  get name(): string {
    return this.sandbox.name;
  }

  get words() {
    return words[this.language];
  }

  /** Translates a label that the code gave to the timeline. */
  readonly say = (label: string): string =>
    this.language === 'ko' ? (this.sandbox.labels[label] ?? label) : label;

  /** Runs with that fault, now and until another is chosen. */
  async runWith(fault: string): Promise<void> {
    this.workspace.set(FAULT, fault);
    await this.run();
  }

  async run(): Promise<void> {
    const page = this.#page;
    if (!page) return;
    const { name, files, preview } = this.sandbox;
    const values = this.workspace.values.value;
    const code = this.workspace.files.value;
    batch(() => {
      this.verdicts.value = {};
      this.claimsFailed.value = false;
      this.fault.value = null;
    });
    this.lit.files = code;
    const checks = page.loadChecks(name).catch(() => null);
    const usesDurable = Object.values(code).some((text) => text.includes(DURABLE));
    const run = await this.runner.run({
      tree: page.sandboxTree(name, code),
      snapshots: page.sandboxSnapshots(name),
      cwd: name,
      args: [files[0]!],
      env: values,
      mayRead: Object.values(code).some((text) => READS_INPUT.test(text)),
      ...(preview !== undefined && { preview }),
      onLoop: this.loop.begin(),
    });
    if (usesDurable) void this.#listDurable();
    if (!run) return;
    if (run.exitCode !== 0) this.fault.value = faultOf(run.output, this.findPlaces);
    if (this.fault.value) this.openEditor();
    const loaded = await checks;
    if (loaded) this.#judge(page, loaded, run, values);
    else this.claimsFailed.value = true;
  }

  #judge(page: Page, { claims, predictions = [] }: Checks, run: Run, values: Values): void {
    const { name, controls } = this.sandbox;
    const isSaid = ({ given }: { given?: string[] }) => isGiven(given, controls, values);
    batch(() => {
      this.verdicts.value = judgeAll(claims.filter(isSaid), run);
      this.predictions.judge(predictions.filter(isSaid), run);
    });
    const solves = isSolved(claims, this.verdicts.value);
    addMarks(page.storage, name, { hasRun: true, ...(solves && { isSolved: true }) });
  }

  async wipeDurable(): Promise<void> {
    const page = this.#page!;
    await this.#setDurable(page.durable.wipe().then(() => []));
  }

  async #listDurable(): Promise<void> {
    const { state, container } = this.runner;
    const hasEnded = state.value === 'exited' || state.value === 'stopped';
    if (hasEnded && container.value?.kind === 'embedded') {
      await this.#setDurable(this.#page!.durable.list());
    }
  }

  async #setDurable(files: Promise<DurableFile[]>): Promise<void> {
    try {
      this.durable.value = { files: await files };
    } catch (error) {
      this.durable.value = { problem: error instanceof DurableError ? error.problem : 'failed' };
    }
  }

  stop(): void {
    void this.runner.stop();
  }

  /** Runs once more; in a container booted by the rules anew, if it was the container that failed. */
  retry(): void {
    const cause = this.runner.cause.value;
    if (!cause || !lacksPackages(cause)) this.#page?.runtime.retry();
    void this.run();
  }

  /** The reader's choice of what runs the code; null leaves it to the site. */
  get runtimeChoice(): ContainerKind | null {
    return this.#page?.runtime.choice ?? null;
  }

  useRuntime(choice: ContainerKind | null): void {
    void this.runner.stop();
    this.#page?.runtime.switch(choice);
  }

  startEditing(caret: Caret = { line: 0, column: 0 }): void {
    this.caret.value = { ...caret };
    this.openEditor();
  }

  /** Shows a place in the code, in the editor. */
  goTo({ file, line, column }: Place): void {
    this.workspace.file.value = file;
    this.startEditing({ line, column, isSought: true });
  }

  openEditor(): void {
    if (this.editor.value !== 'ready') this.editor.value = 'loading';
  }

  /** Takes what was predicted at the last visit, and keeps what is predicted now. */
  #restoreMarks({ storage }: Page): void {
    const { name } = this.sandbox;
    const { chosen } = this.predictions;
    const marks = loadMarks(storage)[name] ?? {};
    if (marks.predictions) chosen.value = marks.predictions;
    if (marks.hasRun) this.predictions.uncover();
    let isFirst = true;
    effect(() => {
      const predictions = chosen.value;
      if (!isFirst) addMarks(storage, name, { predictions });
      isFirst = false;
    });
  }
}
