/** What waits for a phase of the loop: completions of I/O, requests, handles that are closed. */
import { getFrame } from '../modules/async-context.ts';
import { NO_CONTEXT, type CallbackContext, type Completion } from './callback-scope.ts';

/** A HandleWrap (handle.ts): what an unreferenced one is ready for keeps no loop alive. */
type Referable = { hasRef?(): boolean };

type ContextOf = (value: unknown) => CallbackContext | undefined;

export abstract class LoopWork {
  /** Active, referenced handles keep the loop alive. See handle.ts. */
  activeHandles = 0;
  /** The AsyncWraps of the active requests. */
  readonly activeRequests = new Set<object>();
  protected pending: Completion[] = [];
  /** uv__io_feed: what needs no poll, such as a shutdown. Runs before and right after it. */
  protected fed: Completion[] = [];
  protected closing: Completion[] = [];
  readonly #contextOf: ContextOf;
  #requests = 0;
  /** What C++ goes on with once the scope of its callback is closed. */
  #continuation: Completion | undefined;

  constructor(contextOf: ContextOf) {
    this.#contextOf = contextOf;
  }

  /** Ends a sleep of the loop. */
  abstract wake(): void;

  /**
   * Queues an I/O completion: `callback` runs in the next poll phase in its own callback scope
   * (InternalMakeCallback: then nextTicks and microtasks drain). `self` is its `this`; if that is an
   * AsyncWrap, the callback runs in its asynchronous context.
   */
  enqueue(callback: (...args: any[]) => unknown, self?: unknown, ...args: any[]): void {
    const context = this.#contextOf(self) ?? NO_CONTEXT;
    this.pending.push({ callback, self, args, context });
    this.wake();
  }

  /**
   * Called within a callback of enqueue(): `callback` runs next, once this one's nextTicks and
   * microtasks are drained, as where C++ calls JavaScript several times on end.
   */
  continueWith(callback: () => unknown, self?: unknown): void {
    const context = this.#contextOf(self) ?? NO_CONTEXT;
    this.#continuation = { callback, self, args: [], context };
  }

  /** uv_close: `callback` runs in the closing phase, as with enqueue(). */
  close(callback: (...args: any[]) => unknown, self?: unknown): void {
    const context = this.#contextOf(self) ?? NO_CONTEXT;
    this.closing.push({ callback, self, args: [], context });
    this.wake();
  }

  /**
   * Registers an active request (uv_req_t): the loop stays alive until the returned function is
   * called, which queues `callback` for the poll phase. It runs in the context of `wrap`, an
   * AsyncWrap, or else with the AsyncContextFrame of the registration. A `fed` one needs no poll: it
   * runs before the next, or right after the one that goes on.
   */
  request(
    callback: (...args: any[]) => unknown,
    wrap?: object,
    fed = false,
  ): (...args: any[]) => void {
    this.#requests++;
    if (wrap) this.activeRequests.add(wrap);
    const context = this.#contextOf(wrap) ?? {
      ...NO_CONTEXT,
      frame: getFrame(),
    };
    let active = true;
    return (...args) => {
      if (!active) return;
      active = false;
      this.#requests--;
      if (wrap) this.activeRequests.delete(wrap);
      (fed ? this.fed : this.pending).push({ callback, self: wrap, args, context });
      this.wake();
    };
  }

  /** True if something here keeps the loop alive. */
  protected get keepsAlive(): boolean {
    return (
      this.activeHandles > 0 ||
      this.#requests > 0 ||
      this.fed.length > 0 ||
      this.pending.some(({ self }) => (self as Referable | null)?.hasRef?.() !== false) ||
      this.closing.length > 0
    );
  }

  protected takePending(): Completion[] {
    const { pending } = this;
    this.pending = [];
    return pending;
  }

  protected takeFed(): Completion[] {
    const { fed } = this;
    this.fed = [];
    return fed;
  }

  protected takeClosing(): Completion[] {
    const { closing } = this;
    this.closing = [];
    return closing;
  }

  protected takeContinuation(): Completion | undefined {
    const continuation = this.#continuation;
    this.#continuation = undefined;
    return continuation;
  }
}
