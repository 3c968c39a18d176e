/**
 * Classes of bindings whose objects messages can carry, as lib's own classes that are marked so:
 * GetTransferMode, CloneForMessaging and Deserialize of src/base_object.h.
 */
/** kTransferable and kCloneable of internalBinding('util').constants. */
export const TRANSFERABLE = 1;
export const CLONEABLE = 2;

export interface Carried<T, Data> {
  /** Unique among the bindings. */
  name: string;
  /** How an object may be sent: TRANSFERABLE, CLONEABLE or 0 (not at all). */
  mode(object: T): number;
  /** What of the object the browser's structured clone can carry; one that is transferred gives it up. */
  read(object: T): Data;
  /** The object at the other end. */
  make(data: Data): T;
}

export class Cloneables {
  readonly #makers = new Map<string, (data: any) => object>();
  readonly #mode: symbol;
  readonly #symbols: Record<string, symbol>;

  /** The thread's private and per-isolate symbols. */
  constructor(privateSymbols: Record<string, symbol>, symbols: Record<string, symbol>) {
    this.#mode = privateSymbols['transfer_mode_private_symbol']!;
    this.#symbols = symbols;
  }

  /** From now on, objects of `Class` can be posted. */
  register<T extends object, Data>(
    Class: { prototype: T },
    { name, mode, read, make }: Carried<T, Data>,
  ): void {
    const deserializeInfo = `internalBinding:${name}`;
    this.#makers.set(deserializeInfo, make);
    Object.defineProperty(Class.prototype, this.#mode, {
      get(this: T) {
        return mode(this);
      },
    });
    for (const way of ['messaging_clone_symbol', 'messaging_transfer_symbol']) {
      Object.defineProperty(Class.prototype, this.#symbols[way]!, {
        value(this: T) {
          return { data: read(this), deserializeInfo };
        },
      });
    }
  }

  /** True if a message names one of these classes. */
  has(deserializeInfo: string): boolean {
    return this.#makers.has(deserializeInfo);
  }

  /** The object that a message carries, if it is of one of these classes. */
  make(deserializeInfo: string, data: unknown): object | undefined {
    return this.#makers.get(deserializeInfo)?.(data);
  }
}
