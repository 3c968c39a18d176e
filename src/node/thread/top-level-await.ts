/** A main module whose top-level await never settles: Environment::CheckUnsettledTopLevelAwait. */
import type { FramePosition } from './call-site.ts';
import { formatErrorSource } from './fatal-exception.ts';
import type { Thread } from './thread.ts';

const UNSETTLED = 13;

/** The browser's own, of which promise hooks do not hear. */
const { then } = Promise.prototype;

/** The main module's ModuleWrap (modules/source-text-module.ts), as far as it is asked here. */
interface EntryModule {
  /** Where its graph waits: positions of `await`. */
  stalledPositions?(): FramePosition[];
}

export class TopLevelAwait {
  readonly #thread: Thread;
  #pending = false;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  #entry<T>(name: 'promise' | 'module'): T | undefined {
    const symbol = this.#thread.privateSymbols[`entry_point_${name}_private_symbol`]!;
    return (globalThis as Record<symbol, any>)[symbol];
  }

  /**
   * Called when nothing is left to do: an ES module that was the entry point, which a worker hears of
   * late, has left its promise behind. It is known after the next microtasks.
   */
  watch(): void {
    const promise = this.#entry<Promise<unknown>>('promise');
    if (!promise) return;
    this.#pending = true;
    const settle = () => {
      this.#pending = false;
    };
    then.call(promise, settle, settle);
  }

  /** The exit code of a thread that has nothing left to do. */
  get exitCode(): number {
    return this.#pending ? UNSETTLED : 0;
  }

  warn(): void {
    if (!this.#pending) return;
    const encoder = new TextEncoder();
    for (const position of this.#entry<EntryModule>('module')?.stalledPositions?.() ?? []) {
      const source = this.#thread.sourceLine(position.script, position.line) ?? '';
      const text = formatErrorSource(position, source);
      const warning = `Warning: Detected unsettled top-level await at ${text}\n\n\n`;
      this.#thread.writeStdio(2, encoder.encode(warning));
    }
  }
}
