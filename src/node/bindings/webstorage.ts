/** internalBinding('webstorage'): src/node_webstorage.cc, in memory only. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

/** Given by lib to the constructor, which programs cannot call. */
const kConstructorKey = Symbol('constructor');
const IN_MEMORY = ':memory:';

function createStorageClass(thread: Thread) {
  const illegal = () => {
    const { ERR_ILLEGAL_CONSTRUCTOR } = thread.require('internal/errors').codes;
    return new ERR_ILLEGAL_CONSTRUCTOR();
  };
  return class Storage {
    readonly #items = new Map<string, string>();

    constructor(key?: symbol, path?: string) {
      if (key !== kConstructorKey) throw illegal();
      if (path !== IN_MEMORY) notImplemented('localStorage in a file');
      // Items are properties too.
      return new Proxy(this, {
        get(target, name) {
          const value = Reflect.get(target, name, target);
          if (typeof value === 'function') return value.bind(target);
          return name in target ? value : target.#items.get(String(name));
        },
        set(target, name, value) {
          target.setItem(String(name), value);
          return true;
        },
        has: (target, name) => name in target || target.#items.has(String(name)),
        deleteProperty(target, name) {
          target.removeItem(String(name));
          return true;
        },
        ownKeys: (target) => [...target.#items.keys()],
        getOwnPropertyDescriptor(target, name) {
          const value = target.#items.get(String(name));
          return value === undefined
            ? undefined
            : { value, configurable: true, enumerable: true, writable: true };
        },
      });
    }

    get length(): number {
      return this.#items.size;
    }

    key(index: number): string | null {
      return [...this.#items.keys()][index] ?? null;
    }

    getItem(name: string): string | null {
      return this.#items.get(String(name)) ?? null;
    }

    setItem(name: string, value: string): void {
      this.#items.set(String(name), String(value));
    }

    removeItem(name: string): void {
      this.#items.delete(String(name));
    }

    clear(): void {
      this.#items.clear();
    }
  };
}

export const webstorage: BindingFactory = (thread) => ({
  kConstructorKey,
  Storage: createStorageClass(thread),
});
