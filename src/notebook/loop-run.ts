/** What is known of the event loop of a run: asked for before it, told while it goes on. */
import { signal } from '@preact/signals';
import type { LoopEvent } from '../runtime/container.ts';

export class LoopRun {
  /** The reader wants to see the loop. */
  readonly isWanted = signal(false);
  /** The run that is shown was asked to tell. */
  readonly isTraced = signal(false);
  readonly events = signal<readonly LoopEvent[]>([]);

  /** A run begins: what hears of its loop, if that is wanted. */
  begin(): ((events: LoopEvent[]) => void) | undefined {
    this.events.value = [];
    this.isTraced.value = this.isWanted.value;
    if (!this.isWanted.value) return undefined;
    const own: LoopEvent[] = [];
    this.#current = own;
    return (more) => {
      if (this.#current !== own) return;
      for (const event of more) own.push(event);
      this.events.value = own.slice();
    };
  }

  /** Of a run that was replaced nothing more is heard. */
  #current: LoopEvent[] | undefined;
}
