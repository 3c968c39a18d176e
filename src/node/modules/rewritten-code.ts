/** What rewritten code (await-transform.ts) calls `__frame`. */
import { getFrame, keep, setFrame } from './async-context.ts';
import { iterate } from './kept-iteration.ts';
import { currentPromise } from './promise-hooks.ts';

/** Stands around an `await using` declaration: brings back the frame after its awaited disposal. */
class Disposal {
  #frame: unknown;
  #left = false;

  /** Remembers the current frame now (for loops, whose scope cannot hold `leaving()`). */
  now(): this {
    this.#frame = getFrame();
    this.#left = true;
    return this;
  }

  /** To be disposed of just before the resource: remembers the frame of leaving the scope. */
  leaving(): Disposable {
    return { [Symbol.dispose]: () => void this.now() };
  }

  [Symbol.dispose](): void {
    if (this.#left) setFrame(this.#frame);
  }
}

export const asyncContext = Object.freeze({
  /** What `new Promise` of Node's lib makes. */
  get Promise() {
    return currentPromise();
  },
  keep,
  iterate,
  disposal: () => new Disposal(),
});
