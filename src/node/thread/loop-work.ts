/** What waits for a phase of the loop: completions of I/O, requests, handles that are closed. */
import { getFrame } from '../modules/async-context.ts';
import { NO_CONTEXT, type CallbackContext, type Completion } from './callback-scope.ts';

/** A HandleWrap (handle.ts): what an unreferenced one is ready for keeps no loop alive. */
type Referable = { hasRef?(): boolean };

type ContextOf = (value: unknown) => CallbackContext | undefined;

/** A uv_async_t: what another part of the machine has brought, and how it is handed over. */
export interface Async extends Referable {
  /** When it was made: those that are sent at once run in this order. */
  readonly order: number;
  /** How many times there is something to hand over. */
  readonly waiting: number;
  /** What async_hooks shows of it. */
  readonly resource: object;
  /** Hands over one thing. */
  handOver(): void;
}

export abstract class LoopWork {
  /** Active, referenced handles keep the loop alive. See handle.ts. */
  activeHandles = 0;
  /** The AsyncWraps of the active requests. */
  readonly activeRequests = new Set<object>();
  protected pending: Completion[] = [];
  /** uv__io_feed: what needs no poll, such as a shutdown. Runs before and right after it. */
  protected fed: Completion[] = [];
  protected closing: Completion[] = [];
  /** In their order. */
  #sent: Async[] = [];
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

  /** uv_async_send: hands over what waits there in the next poll phase, however often it is sent. */
  send(async: Async): void {
    let index = this.#sent.length;
    while (index > 0 && this.#sent[index - 1]!.order > async.order) index--;
    if (this.#sent[index - 1] !== async) this.#sent.splice(index, 0, async);
    this.wake();
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
      this.#sent.some((async) => async.hasRef?.() !== false) ||
      this.closing.length > 0
    );
  }

  protected takePending(): Completion[] {
    const { pending } = this;
    this.pending = [];
    return pending;
  }

  /** True if a poll would find something. */
  protected get isReady(): boolean {
    return this.pending.length > 0 || this.#sent.length > 0;
  }

  /** The first of those that were sent, from this order on. */
  protected takeSent(from: number): Async | undefined {
    const index = this.#sent.findIndex(({ order }) => order >= from);
    return index < 0 ? undefined : this.#sent.splice(index, 1)[0];
  }

  /** One handing over, in the asynchronous context of what hands over. */
  protected completionOf(async: Async): Completion {
    const context = this.#contextOf(async) ?? NO_CONTEXT;
    return { callback: () => async.handOver(), self: async.resource, args: [], context };
  }

  protected takeFed(): Completion[] {
    const { fed } = this;
    this.fed = [];
    return fed;
  }

  /** The last that was closed comes first: libuv keeps a list with its head in front. */
  protected takeClosing(): Completion[] {
    const { closing } = this;
    this.closing = [];
    return closing.reverse();
  }

  protected takeContinuation(): Completion | undefined {
    const continuation = this.#continuation;
    this.#continuation = undefined;
    return continuation;
  }
}
