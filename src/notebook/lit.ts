/**
 * What is lit in the code and in the output: where the event came from that the reader points at,
 * and how far a replay has come.
 */
import { signal } from '@preact/signals';

export interface LitPlace {
  /** Lines of the sandbox, as `index.js:12`. */
  sources: readonly string[];
  /** Lines of output, from 0: the first, and the one behind the last. */
  printed: readonly [from: number, to: number] | null;
  /** The reader wants to go there: it is brought into view. */
  isSought?: boolean;
}

export class Lit {
  readonly place = signal<LitPlace | null>(null);
  /** How many lines of output the replayed moment has; null: nothing is replayed. */
  readonly printed = signal<number | null>(null);
  /** The code that was run: in what was edited since, lines have other numbers. */
  files: Readonly<Record<string, string>> = {};

  /** The lit lines of a file, from 1, if its text is still what was run. */
  linesOf(file: string, text: string | undefined): number[] {
    const place = this.place.value;
    if (!place || this.files[file] !== text) return [];
    return place.sources.flatMap((source) => {
      const colon = source.lastIndexOf(':');
      return source.slice(0, colon) === file ? [Number(source.slice(colon + 1))] : [];
    });
  }
}

/** Marks the lines of output that are lit, and those that a replay has not come to. */
export function lightOutput(screen: HTMLElement, { place, printed }: Lit): void {
  const lit = place.value?.printed;
  const seen = printed.value ?? Infinity;
  for (const line of screen.querySelectorAll<HTMLElement>('[data-line]')) {
    const number = Number(line.dataset['line']);
    line.classList.toggle('nb-lit', lit != null && number >= lit[0] && number < lit[1]);
    line.classList.toggle('nb-later', number >= seen);
  }
}
