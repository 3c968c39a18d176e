/**
 * What `process.env` is: node::KVStore, whose values are strings. Threads that share their
 * environment (worker_threads.SHARE_ENV) keep it as JSON in shared memory.
 */
import { SharedText } from './shared-text.ts';

export type Variables = Record<string, string>;

/** That of a C++ object template: its constructor has no name. */
const PROTOTYPE = Object.create(Object.prototype, {
  constructor: { value: [function () {}][0], configurable: true, writable: true },
});

const MAX_SHARED_BYTES = 2 ** 24;

export class Environment {
  /** The object that programs see. */
  readonly object: Variables;
  readonly #variables: Variables;
  #buffer: SharedArrayBuffer | undefined;
  #shared: SharedText | undefined;
  /** The shared text that `#variables` hold. */
  #text: string | undefined;

  /** `shared`: the environment of the thread that started this one, which has `variables` already. */
  constructor(variables: Variables, shared?: SharedArrayBuffer) {
    this.#variables = Object.assign(Object.create(PROTOTYPE), variables);
    if (shared) this.#tie(shared);
    this.object = new Proxy(this.#variables, this.#handler());
  }

  /** Makes this environment one that other threads can share. */
  share(): SharedArrayBuffer {
    if (!this.#buffer) {
      const size = SharedText.bytesFor(0);
      this.#tie(new SharedArrayBuffer(size, { maxByteLength: MAX_SHARED_BYTES }));
      this.#shared!.update(() => JSON.stringify(this.#variables));
    }
    return this.#buffer!;
  }

  #tie(buffer: SharedArrayBuffer): void {
    this.#buffer = buffer;
    this.#shared = new SharedText(buffer);
  }

  /** Takes over what other threads have changed. */
  #refresh(text = this.#shared?.read()): void {
    if (text === undefined || text === this.#text) return;
    this.#text = text;
    for (const name of Object.keys(this.#variables)) delete this.#variables[name];
    Object.assign(this.#variables, JSON.parse(text));
  }

  #change(change: () => boolean): boolean {
    if (!this.#shared) return change();
    let done = false;
    this.#shared.update((text) => {
      this.#refresh(text);
      done = change();
      return JSON.stringify(this.#variables);
    });
    return done;
  }

  #handler(): ProxyHandler<Variables> {
    const read =
      <A extends unknown[], R>(trap: (target: Variables, ...args: A) => R) =>
      (target: Variables, ...args: A): R => {
        this.#refresh();
        return trap(target, ...args);
      };
    return {
      get: read((target, key) => Reflect.get(target, key) as unknown),
      has: read(Reflect.has),
      ownKeys: read(Reflect.ownKeys),
      getOwnPropertyDescriptor: read(Reflect.getOwnPropertyDescriptor),
      deleteProperty: (target, key) => this.#change(() => Reflect.deleteProperty(target, key)),
      set: (target, key, value) => {
        if (typeof key === 'symbol') {
          throw new TypeError('Cannot convert a Symbol value to a string');
        }
        const text = toText(value);
        // As for setenv(3), which refuses an empty name. Node does not ask what it says.
        if (key === '') return true;
        return this.#change(() => {
          target[key] = text;
          return true;
        });
      },
      defineProperty: (target, key, descriptor) => {
        const isPlain =
          'value' in descriptor &&
          descriptor.configurable &&
          descriptor.writable &&
          descriptor.enumerable;
        if (!isPlain) {
          const error = new TypeError(
            descriptor.get || descriptor.set
              ? "'process.env' does not accept an accessor(getter/setter) descriptor"
              : "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
          );
          throw Object.assign(error, { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
        }
        const value = toText(descriptor.value);
        return this.#change(() => Reflect.defineProperty(target, key, { ...descriptor, value }));
      },
    };
  }
}

function toText(value: unknown): string {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return String(value);
}
