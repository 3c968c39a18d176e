/** Code and values that came with a link: they stand in the place of the reader's own until they decide. */
import { batch, signal } from '@preact/signals';
import { areSame, readValues, writeValues, type Values } from './controls.ts';
import type { Page, Session } from './session.ts';
import {
  LinkError,
  linkedSandbox,
  readFragment,
  writeFragment,
  type LinkProblem,
} from './share-link.ts';
import type { Notice } from './workspace.ts';

type Files = Record<string, string>;
type Shown = Pick<Session, 'sandbox' | 'workspace' | 'openEditor'>;

/** What the reader had before. */
interface Own {
  files: Files;
  values: Values;
  notice: Notice | null;
}

export class SharedCode {
  /** The reader's own, while what came with a link is shown. */
  readonly own = signal<Own | null>(null);
  /** Why a link's code is not shown. */
  readonly problem = signal<LinkProblem | null>(null);
  readonly #session: Shown;
  readonly #page: Page | null;

  constructor(session: Shown, page: Page | null) {
    this.#session = session;
    this.#page = page;
  }

  /** The reader had changed the lesson's code before the link came. */
  get isInPlaceOfEdits(): boolean {
    const { lesson } = this.#session.workspace;
    const own = this.own.value?.files;
    return own !== undefined && Object.keys(lesson).some((file) => own[file] !== lesson[file]);
  }

  /** The link brought values for the controls, and the code that the reader has already. */
  get isOnlyValues(): boolean {
    const own = this.own.value?.files;
    const { files } = this.#session.workspace;
    return own !== undefined && Object.keys(own).every((file) => own[file] === files.value[file]);
  }

  /** This page's address with the code and the values that are shown. Rejects with a `LinkError`. */
  async link(): Promise<string> {
    const { sandbox, workspace } = this.#session;
    const { files, values } = workspace;
    const fragment = await writeFragment(sandbox.name, files.value);
    return this.#page!.address() + fragment + writeValues(values.value);
  }

  /** Shows what a page's fragment brings, or says why it cannot. Nothing is run. */
  async open(hash: string): Promise<void> {
    const { sandbox, workspace } = this.#session;
    const { lesson, files, values } = workspace;
    try {
      if (linkedSandbox(hash) !== sandbox.name) throw new LinkError('other-page');
      const brought = await readFragment(hash, Object.keys(lesson));
      const set = readValues(hash, sandbox.controls);
      this.problem.value = null;
      const isNew = Object.entries(brought).some(([file, text]) => text !== files.value[file]);
      if (isNew) this.show({ ...lesson, ...brought }, set);
      else if (!areSame(set, values.value)) this.show(files.value, set);
      else this.#page?.forgetLink();
    } catch (error) {
      this.problem.value = error instanceof LinkError ? error.problem : 'broken';
      this.#page?.forgetLink();
    }
  }

  show(files: Files, values: Values): void {
    const { sandbox, workspace } = this.#session;
    const own = this.own.value ?? {
      files: workspace.files.value,
      values: workspace.values.value,
      notice: workspace.notice.value,
    };
    batch(() => {
      this.own.value = own;
      workspace.files.value = files;
      workspace.values.value = values;
      workspace.notice.value = null;
      workspace.file.value =
        sandbox.files.find((file) => files[file] !== own.files[file]) ?? workspace.file.value;
    });
    if (!this.isOnlyValues) this.#session.openEditor();
  }

  /** It becomes the reader's own. */
  keep(): void {
    batch(() => {
      this.own.value = null;
      this.#session.workspace.notice.value = null;
    });
    this.#page?.forgetLink();
  }

  /** Back to the reader's own, which is the lesson's if they have changed nothing. */
  leave(): void {
    const own = this.own.value;
    if (!own) return;
    const { files, values, notice } = this.#session.workspace;
    batch(() => {
      files.value = own.files;
      values.value = own.values;
      notice.value = own.notice;
      this.own.value = null;
    });
    this.#page?.forgetLink();
  }
}
