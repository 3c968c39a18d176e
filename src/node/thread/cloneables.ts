/**
 * Classes of bindings whose objects messages can carry, as lib's own classes that are marked so:
 * GetTransferMode, CloneForMessaging and Deserialize of src/base_object.h.
 */
/** kCloneable of internalBinding('util').constants. */
const CLONEABLE = 2;

export interface Carried<T, Data> {
  /** Unique among the bindings. */
  name: string;
  /** What of the object the browser's structured clone can carry. */
  read(object: T): Data;
  /** Makes a fresh object what the one that was posted is. */
  write(object: T, data: Data): unknown;
}

export class Cloneables {
  readonly #makers = new Map<string, () => object>();
  readonly #mode: symbol;
  readonly #symbols: Record<string, symbol>;

  /** The thread's private and per-isolate symbols. */
  constructor(privateSymbols: Record<string, symbol>, symbols: Record<string, symbol>) {
    this.#mode = privateSymbols['transfer_mode_private_symbol']!;
    this.#symbols = symbols;
  }

  /** From now on, objects of `Class` can be posted. */
  register<T extends object, Data>(
    Class: new () => T,
    { name, read, write }: Carried<T, Data>,
  ): void {
    const deserializeInfo = `internalBinding:${name}`;
    this.#makers.set(deserializeInfo, () => new Class());
    const properties: Record<symbol, unknown> = {
      [this.#mode]: CLONEABLE,
      [this.#symbols['messaging_clone_symbol']!](this: T) {
        return { data: read(this), deserializeInfo };
      },
      [this.#symbols['messaging_deserialize_symbol']!](this: T, data: Data) {
        write(this, data);
      },
    };
    for (const key of Object.getOwnPropertySymbols(properties)) {
      Object.defineProperty(Class.prototype, key, { value: properties[key] });
    }
  }

  /** An empty object of the class that a message names, if it is one of these. */
  make(deserializeInfo: string): object | undefined {
    return this.#makers.get(deserializeInfo)?.();
  }
}
