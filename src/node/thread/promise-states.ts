/**
 * What `console.log(promise)` shows. A page cannot ask for a promise's state, only react to it. So
 * output that contains a promise of unknown state is held back for one turn of the microtask queue:
 * a reaction is attached and then a marker queued; if the reaction runs before the marker, the
 * promise was settled when it was printed. Output keeps its order meanwhile.
 */
const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;
export type PromiseDetails = [state: number, result: unknown];

const { then } = Promise.prototype;
const MARK = /\u0000\u0001promise (\d+)\u0001\u0000/g;
const markText = (mark: number) => `\u0000\u0001promise ${mark}\u0001\u0000`;

/** `target`: a descriptor of the process, or, below 0, a stream of the page. */
type Emit = (target: number, bytes: Uint8Array) => void;
type Format = (...args: any[]) => string;

export class PromiseStates {
  readonly #settled = new WeakMap<Promise<unknown>, PromiseDetails>();
  /** Promises of unknown state met by the formatting that is under way. */
  #unknown: Promise<unknown>[] | undefined;
  /** Text in place of each mark that is not written yet; undefined while it is not known. */
  #texts = new Map<number, { text: string; known: boolean }>();
  #lastMark = 0;
  #held: { target: number; bytes: Uint8Array; marked: string | undefined }[] = [];
  readonly #emit: Emit;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** node::util::GetPromiseDetails. */
  details(promise: Promise<unknown>): PromiseDetails {
    const known = this.#settled.get(promise);
    if (known) return known;
    this.#unknown?.push(promise);
    return [PENDING, undefined];
  }

  /** Remembers what Promise.resolve() and Promise.reject() settle at once. */
  watch(): void {
    const { resolve, reject } = Promise;
    const settled = this.#settled;
    const methods = {
      resolve(this: PromiseConstructor, value: any): Promise<unknown> {
        const promise = resolve.call(this, value);
        const isThenable =
          value !== null && (typeof value === 'object' || typeof value === 'function');
        if (!isThenable) settled.set(promise, [FULFILLED, value]);
        return promise;
      },
      reject(this: PromiseConstructor, reason: unknown): Promise<never> {
        const promise = reject.call(this, reason) as Promise<never>;
        settled.set(promise, [REJECTED, reason]);
        return promise;
      },
    };
    for (const [name, value] of Object.entries(methods)) {
      Object.defineProperty(Promise, name, {
        value,
        configurable: true,
        enumerable: false,
        writable: true,
      });
    }
  }

  /** Makes a formatting function of the console put a mark where it cannot know yet. */
  deferring<F extends Format>(format: F, canDefer: () => boolean): F {
    return ((...args) => {
      const outer = this.#unknown;
      const unknown: Promise<unknown>[] = (this.#unknown = []);
      let text: string;
      try {
        text = format(...args);
      } finally {
        this.#unknown = outer;
      }
      if (unknown.length === 0 || !canDefer()) return text;
      const mark = ++this.#lastMark;
      this.#texts.set(mark, { text, known: false });
      this.#observe(unknown, (someSettled) => {
        this.#texts.set(mark, { text: someSettled ? format(...args) : text, known: true });
        this.flush();
      });
      return markText(mark);
    }) as F;
  }

  #observe(promises: Promise<unknown>[], done: (someSettled: boolean) => void): void {
    const seen: [Promise<unknown>, PromiseDetails][] = [];
    for (const promise of promises) {
      then.call(
        promise,
        (value) => seen.push([promise, [FULFILLED, value]]),
        (reason) => seen.push([promise, [REJECTED, reason]]),
      );
    }
    queueMicrotask(() => {
      for (const [promise, details] of seen) this.#settled.set(promise, details);
      done(seen.length > 0);
    });
  }

  /** True while some output waits: what is written now must wait behind it. */
  get holding(): boolean {
    return this.#texts.size > 0 || this.#held.length > 0;
  }

  /** All output of the thread goes through here. */
  write(target: number, bytes: Uint8Array): void {
    if (!this.holding) {
      this.#emit(target, bytes);
      return;
    }
    const isMarked = bytes.some((byte, i) => byte === 0 && bytes[i + 1] === 1);
    const copy = new Uint8Array(bytes); // slice() of a Buffer is a view
    this.#held.push({
      target,
      bytes: copy,
      marked: isMarked ? this.#decoder.decode(copy) : undefined,
    });
    this.flush();
  }

  /** Writes what was held and is known by now; with `force`, at the end of the thread, all. */
  flush(force = false): void {
    for (let first = this.#held[0]; first; first = this.#held[0]) {
      const { target, bytes, marked } = first;
      if (marked === undefined) {
        this.#held.shift();
        this.#emit(target, bytes);
        continue;
      }
      const marks = [...marked.matchAll(MARK)].map((match) => Number(match[1]));
      if (!force && marks.some((mark) => !this.#texts.get(mark)?.known)) return;
      const text = marked.replace(MARK, (_, mark) => this.#texts.get(Number(mark))?.text ?? '');
      for (const mark of marks) this.#texts.delete(mark);
      this.#held.shift();
      this.#emit(target, this.#encoder.encode(text));
    }
  }
}
