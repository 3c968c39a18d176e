/**
 * The base classes of what bindings hand to Node's lib: AsyncWrap (src/async_wrap.h), which has an
 * asynchronous context, and HandleWrap (src/handle_wrap.h), which keeps the loop alive.
 */
import { getFrame, runInFrame } from '../modules/async-context.ts';
import type { AsyncHooks } from './async-hooks.ts';
import { NO_CONTEXT, type CallbackContext } from './callback-scope.ts';
import type { Loop } from './loop.ts';

/** AsyncWrap::kInvalidAsyncId. */
const INVALID_ASYNC_ID = -1;

interface Owner {
  loop: Loop;
  asyncHooks: AsyncHooks;
  /** Key under which lib keeps the close callback (internalBinding('symbols').handle_onclose). */
  handleOnClose: symbol;
}
let owner: Owner;

/** Ties the classes of this realm to its thread; a realm has one. */
export function setHandleOwner(thread: Owner): void {
  owner = thread;
}

/** Private fields can be put on an object that exists already, such as a native MessagePort. */
class Adopting {
  constructor(existing?: object) {
    if (existing) return existing;
  }
}

export class AsyncWrap extends Adopting {
  #context: CallbackContext = NO_CONTEXT;

  /**
   * `existing` becomes an AsyncWrap in place of a new object. One that `isLate` is a resource only
   * once `asyncReset` says so.
   */
  constructor(existing?: object, isLate = false) {
    super(existing);
    if (!isLate) this.asyncReset();
  }

  static contextOf(value: unknown): CallbackContext | undefined {
    return typeof value === 'object' && value !== null && #context in value
      ? value.#context
      : undefined;
  }

  /** Name for async_hooks, one of `Providers` of internalBinding('async_wrap'). */
  get provider(): string {
    return this.constructor.name.toUpperCase();
  }

  getAsyncId(): number {
    return this.#context.asyncId;
  }

  getProviderType(): number {
    return 0;
  }

  /** The asynchronous resource is over: once, whatever comes after. */
  protected emitDestroy(): void {
    const { asyncId } = this.#context;
    if (asyncId <= 0) return;
    owner.asyncHooks.emitDestroy(asyncId);
    this.#context = { ...this.#context, asyncId: INVALID_ASYNC_ID };
  }

  /** Begins a new asynchronous resource; `resource` is what async_hooks shows of it. */
  asyncReset(resource: object = this): void {
    const { asyncHooks } = owner;
    this.emitDestroy();
    this.#context = {
      asyncId: asyncHooks.newAsyncId(),
      triggerAsyncId: asyncHooks.triggerIdForNewResource,
      frame: getFrame(),
    };
    asyncHooks.emitInit(this.#context, this.provider, resource);
  }

  /** Runs `job` at once in this object's context, as C++ does that is called from JavaScript. */
  runInContext<T>(job: () => T): T {
    const { asyncHooks } = owner;
    const { asyncId, triggerAsyncId, frame } = this.#context;
    asyncHooks.push(asyncId, triggerAsyncId, this);
    try {
      asyncHooks.emitBefore(asyncId);
      const value = runInFrame(frame, job);
      asyncHooks.emitAfter(asyncId);
      return value;
    } finally {
      asyncHooks.pop(asyncId);
    }
  }

  /** Calls a method by name in the next poll phase, in this object's context, if it has one. */
  emit(method: string, ...args: unknown[]): void {
    const callback = (this as Record<string, any>)[method];
    if (typeof callback === 'function') owner.loop.enqueue(callback, this, ...args);
  }
}
Object.defineProperty(AsyncWrap.prototype, 'provider', { enumerable: false });

/** Every HandleWrap that is not closed, and its native part. */
const openHandles = new Set<HandleWrap>();

export class HandleWrap extends AsyncWrap {
  #referenced = true;
  #active = false;
  #closed = false;
  /** The close callback is called, or has been. */
  #gone = false;
  #deleted = false;

  constructor(existing?: object, isLate?: boolean) {
    super(existing, isLate);
    openHandles.add(this);
  }

  /** Those that may keep the loop alive: HandleWrap::HasRef. */
  static referenced(): HandleWrap[] {
    return [...openHandles].filter((handle) => handle.hasRef());
  }

  /** Makes the handle active (uv_*_start) or not; active and referenced handles are counted. */
  setActive(active: boolean): void {
    if (this.#active === active) return;
    this.#active = active;
    if (this.#referenced) owner.loop.activeHandles += active ? 1 : -1;
  }

  get active(): boolean {
    return this.#active;
  }

  /** In C++ nothing is behind the object any more. */
  get deleted(): boolean {
    return this.#deleted;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(callback?: () => void): void {
    if (this.#closed) return;
    this.#closed = true;
    this.setActive(false);
    this.onClose();
    const handle = this as Record<symbol, any>;
    if (typeof callback === 'function') handle[owner.handleOnClose] = callback;
    owner.loop.close(() => {
      this.#gone = true;
      openHandles.delete(this);
      this.onClosed();
      handle[owner.handleOnClose]?.();
      this.emitDestroy();
      this.#deleted = true;
    }, this);
  }

  /** What a subclass frees when it is closed. */
  onClose(): void {}

  /** What it does in the closing phase, before the close callback. */
  onClosed(): void {}

  hasRef(): boolean {
    return this.#referenced && !this.#gone;
  }

  ref(): void {
    if (this.#referenced) return;
    this.#referenced = true;
    if (this.#active) owner.loop.activeHandles++;
  }

  unref(): void {
    if (!this.#referenced) return;
    this.#referenced = false;
    if (this.#active) owner.loop.activeHandles--;
  }
}
