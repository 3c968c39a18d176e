/**
 * The reader's code and what the controls stand at: the lesson's at first, then edited, kept in the
 * browser, replaced by a solution, taken back.
 */
import { batch, computed, effect, signal } from '@preact/signals';
import { areSame, defaultsOf, isAllowed, restoreValues, type Values } from './controls.ts';
import { saveEdits, type Edits } from './edits.ts';
import type { Sandbox } from './sandbox.ts';

type Files = Record<string, string>;

export interface Notice {
  kind: 'reset' | 'solution' | 'lesson-changed';
  /** Code and values as they were before, to be taken back. */
  undo?: { files: Files; values: Values };
}

export class Workspace {
  /** The lesson's own code. */
  readonly lesson: Files;
  readonly files;
  /** The name of the file that is shown. */
  readonly file;
  /** What the controls of the lesson stand at. */
  readonly defaults: Values;
  /** What the controls stand at. */
  readonly values;
  readonly notice = signal<Notice | null>(null);
  readonly isSaved = signal(true);
  readonly areValuesChanged = computed(() => !areSame(this.values.value, this.defaults));
  /** Names of the files that differ from the lesson's. */
  readonly edited = computed(() =>
    Object.keys(this.lesson).filter((name) => this.files.value[name] !== this.lesson[name]),
  );

  readonly #sandbox: Sandbox;
  #keptSource: string | null = null;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.lesson = Object.fromEntries(sandbox.sources.map(({ name, text }) => [name, text]));
    this.files = signal(this.lesson);
    this.file = signal(sandbox.files[0]!);
    this.defaults = defaultsOf(sandbox.controls);
    this.values = signal(this.defaults);
  }

  /** Takes the text of a file from the editor. */
  edit(file: string, text: string): void {
    if (this.files.value[file] === text) return;
    this.files.value = { ...this.files.value, [file]: text };
    if (this.notice.value?.kind !== 'lesson-changed') this.notice.value = null;
  }

  /** Moves a control. What it cannot be is left alone. */
  set(name: string, value: string): void {
    if (!isAllowed(this.#sandbox.controls, name, value)) return;
    this.values.value = { ...this.values.value, [name]: value };
  }

  reset(): void {
    this.#replace('reset', this.lesson, this.defaults);
  }

  showSolution(): void {
    const { solution } = this.#sandbox;
    const solved = Object.fromEntries(solution.map(({ name, text }) => [name, text]));
    this.#replace('solution', { ...this.files.value, ...solved });
    this.file.value = solution[0]?.name ?? this.file.value;
  }

  undo(): void {
    const { undo } = this.notice.value ?? {};
    if (!undo) return;
    batch(() => {
      this.files.value = undo.files;
      this.values.value = undo.values;
      this.notice.value = null;
    });
  }

  /** The lesson has changed and the reader stays with the older, edited version. */
  keepMine(): void {
    this.notice.value = null;
  }

  /** What differs from the lesson, and from which version of it. */
  edits(): Edits {
    const { value } = this.files;
    return {
      source: this.#oldSource ?? this.#sandbox.recorded.source,
      files: Object.fromEntries(this.edited.value.map((file) => [file, value[file]!])),
      ...(this.areValuesChanged.value && { values: this.values.value }),
    };
  }

  /** Takes the edits of the last visit; whether there are any in the code. */
  restore(kept: Edits | null): boolean {
    const { controls, recorded } = this.#sandbox;
    const files = Object.entries(kept?.files ?? {}).filter(([file]) =>
      Object.hasOwn(this.lesson, file),
    );
    this.values.value = restoreValues(controls, kept?.values);
    if (!kept || files.length === 0) return false;
    this.files.value = { ...this.lesson, ...Object.fromEntries(files) };
    if (kept.source !== recorded.source) {
      this.#keptSource = kept.source;
      this.notice.value = { kind: 'lesson-changed' };
    }
    return true;
  }

  /** Keeps every edit from now on in `storage`, but for what `isForeign` says is not the reader's. */
  keepIn(storage: () => Storage, isForeign: () => boolean): void {
    let isFirst = true;
    effect(() => {
      const edits = this.edits();
      if (isForeign()) return;
      if (!isFirst) this.isSaved.value = saveEdits(storage, this.#sandbox.name, edits);
      isFirst = false;
    });
  }

  #replace(kind: Notice['kind'], files: Files, values = this.values.value): void {
    batch(() => {
      this.notice.value = { kind, undo: { files: this.files.value, values: this.values.value } };
      this.files.value = files;
      this.values.value = values;
    });
  }

  /** The version that the reader edited, until it is decided between that and the lesson's. */
  get #oldSource(): string | null {
    return this.notice.value?.kind === 'lesson-changed' ? this.#keptSource : null;
  }
}
