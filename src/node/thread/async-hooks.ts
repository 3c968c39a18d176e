/**
 * Which asynchronous resource runs now: `AsyncHooks` of Node's src/env.h. The typed arrays are
 * shared with lib/internal/async_hooks.js, which pushes and pops on its own most of the time.
 */

/** Indices, as in the `constants` of internalBinding('async_wrap'). */
const FIELD = { init: 0, before: 1, after: 2, destroy: 3, check: 6, stackLength: 7 } as const;
const ID = { execution: 0, trigger: 1, counter: 2, defaultTrigger: 3 } as const;

export interface NativeHooks {
  init(asyncId: number, type: string, triggerAsyncId: number, resource: object): void;
  before(asyncId: number): void;
  after(asyncId: number): void;
  destroy(asyncId: number): void;
}

/** async_id and trigger_async_id of a callback; 0 and 0 for those that belong to no resource. */
export interface AsyncContext {
  asyncId: number;
  triggerAsyncId: number;
}

export class AsyncHooks {
  readonly fields = new Uint32Array(9);
  readonly ids = new Float64Array(4);
  idsStack: Float64Array = new Float64Array(32);
  readonly resources: unknown[] = [];
  hooks: NativeHooks | undefined;
  /** Called when idsStack had to be replaced by a longer one. */
  onGrow: (idsStack: Float64Array) => void = () => {};

  /** Of the loop: set by the async_wrap binding. */
  setNativeImmediate: (callback: () => void) => void = () => {};
  readonly #destroyed = new Set<number>();

  constructor() {
    this.fields[FIELD.check] = 1;
    this.ids[ID.counter] = 1;
    this.ids[ID.defaultTrigger] = -1;
  }

  newAsyncId(): number {
    return ++this.ids[ID.counter]!;
  }

  get triggerIdForNewResource(): number {
    const id = this.ids[ID.defaultTrigger]!;
    return id < 0 ? this.ids[ID.execution]! : id;
  }

  push(asyncId: number, triggerAsyncId: number, resource?: unknown): void {
    const depth = this.fields[FIELD.stackLength]!;
    if (depth * 2 >= this.idsStack.length) {
      const longer = new Float64Array(this.idsStack.length * 3);
      longer.set(this.idsStack);
      this.idsStack = longer;
      this.onGrow(longer);
    }
    this.idsStack[2 * depth] = this.ids[ID.execution]!;
    this.idsStack[2 * depth + 1] = this.ids[ID.trigger]!;
    this.fields[FIELD.stackLength] = depth + 1;
    this.ids[ID.execution] = asyncId;
    this.ids[ID.trigger] = triggerAsyncId;
    if (resource !== undefined) this.resources[depth] = resource;
  }

  /** True while contexts remain. An exception may have emptied the stack meanwhile: then nothing. */
  pop(asyncId: number): boolean {
    const depth = this.fields[FIELD.stackLength]! - 1;
    if (depth < 0 || this.ids[ID.execution] !== asyncId) return false;
    this.ids[ID.execution] = this.idsStack[2 * depth]!;
    this.ids[ID.trigger] = this.idsStack[2 * depth + 1]!;
    this.fields[FIELD.stackLength] = depth;
    if (this.resources.length > depth) this.resources.length = depth;
    return depth > 0;
  }

  clear(): void {
    this.ids[ID.execution] = 0;
    this.ids[ID.trigger] = 0;
    this.fields[FIELD.stackLength] = 0;
    this.resources.length = 0;
  }

  emitInit(context: AsyncContext, type: string, resource: object): void {
    if (this.fields[FIELD.init]) {
      this.hooks?.init(context.asyncId, type, context.triggerAsyncId, resource);
    }
  }

  emitBefore(asyncId: number): void {
    if (asyncId && this.fields[FIELD.before]) this.hooks?.before(asyncId);
  }

  emitAfter(asyncId: number): void {
    if (asyncId && this.fields[FIELD.after]) this.hooks?.after(asyncId);
  }

  /** The destroy hooks of this resource run together with others, in a native immediate. */
  queueDestroy(asyncId: number): void {
    if (this.#destroyed.add(asyncId).size > 1) return;
    this.setNativeImmediate(() => this.runDestroyHooks());
  }

  /** Runs the destroy hooks that wait, and those that they bring about. */
  runDestroyHooks(): void {
    for (const asyncId of this.#destroyed) this.hooks?.destroy(asyncId);
    this.#destroyed.clear();
  }

  /** AsyncWrap::EmitDestroy. */
  emitDestroy(asyncId: number): void {
    if (this.fields[FIELD.destroy]) this.queueDestroy(asyncId);
  }
}
