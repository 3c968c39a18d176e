/**
 * The trace of a loop, for the page that asked for it before the run. It only listens: to the loop's
 * phases, to async_hooks, and to promise reactions (modules/async-context.ts). A loop that is not
 * traced has none of this.
 */
import type { LoopEvent, LoopPhase } from '../loop-events.ts';

/** What a page can show; later events are left out. */
const MAX_EVENTS = 20_000;
/** Events are posted together, so many at most, or when the loop sleeps or ends. */
const BATCH = 200;

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

export class LoopTrace {
  readonly #post: (events: LoopEvent[]) => void;
  #events: LoopEvent[] = [];
  #count = 0;
  /** The last `drain` is not told before something ran in it. */
  #draining: LoopEvent | undefined;
  /** Called at each phase, to tell of what came to nothing meanwhile. */
  onPhase: () => void = () => {};
  /** Called before the code of a module runs. */
  onModule: (url: string) => void = () => {};

  constructor(post: (events: LoopEvent[]) => void) {
    this.#post = post;
  }

  get isFull(): boolean {
    return this.#count > MAX_EVENTS;
  }

  tell(event: Unstamped<LoopEvent>): void {
    if (this.isFull) return;
    if (this.#draining) {
      this.#add(this.#draining);
      this.#draining = undefined;
    }
    this.#add({ at: now(), ...event });
  }

  phase(phase: LoopPhase): void {
    this.onPhase();
    this.tell({ type: 'phase', phase });
  }

  drain(): void {
    this.#draining = { at: now(), type: 'drain' };
  }

  drained(): void {
    if (this.#draining) this.#draining = undefined;
    else this.tell({ type: 'drained' });
  }

  sleep(): void {
    this.tell({ type: 'sleep' });
    this.flush();
  }

  wake(): void {
    this.tell({ type: 'wake' });
  }

  /** Posts what was told. */
  flush(): void {
    if (this.#events.length === 0) return;
    this.#post(this.#events);
    this.#events = [];
  }

  #add(event: LoopEvent): void {
    this.#count += 1;
    if (this.isFull) this.#events.push({ at: event.at, type: 'full' });
    else this.#events.push(event);
    if (this.#events.length >= BATCH || this.isFull) this.flush();
  }
}

const clock = performance.now.bind(performance);
const now = (): number => performance.timeOrigin + clock();
