/**
 * What can go wrong in a reader's browser. Each fault ends well: the run comes to its end with the
 * lesson's claims, or the page says what happened in its language; edits are kept, and Run works again.
 */
import type { Bench, Fault } from './fault.ts';
import { frameFaults } from './frame-faults.ts';
import { assertProof } from './proofs.ts';
import { storageFaults } from './storage-faults.ts';
import { timeFaults } from './time-faults.ts';
import { workerFaults } from './worker-faults.ts';

export const faults: Fault[] = [...workerFaults, ...storageFaults, ...frameFaults, ...timeFaults];

const DEADLINE_MS = 10 * 60_000;

/** Tries those with `only` in their name, and says each; how many end badly. */
export async function tryFaults(
  bench: Bench,
  only: string,
  say: (line: string) => void,
): Promise<number> {
  let bad = 0;
  for (const { name, done, ends } of faults.filter(({ name }) => name.includes(only))) {
    try {
      const saw = typeof ends === 'function' ? await within(ends(bench)) : assertProof(ends);
      say(`✓ ${name}\n    done: ${done}\n    seen: ${saw}`);
    } catch (error) {
      bad++;
      const message = (error as Error).message.replaceAll('\n', '\n    ');
      say(`✗ ${name}\n    done: ${done}\n    ended badly: ${message}`);
    }
  }
  return bad;
}

function within(result: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not come to its end')), DEADLINE_MS);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
