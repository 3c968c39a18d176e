/** Which sandboxes a soak runs, and in how many rounds. */

/** Of which the first two warm up: a notebook keeps its last run and the one before it. */
export const LEAST_ROUNDS = 3;
export const WARM_ROUNDS = 2;

export interface Planned {
  name: string;
  /** 1, and one more where there is an exercise: its solution's. */
  runs: number;
}

export interface Plan<T extends Planned> {
  /** What each round runs, in order. */
  round: T[];
  rounds: number;
  /** All in all; at least as many as were asked for. */
  runs: number;
}

/**
 * Whole rounds alone can be compared. So all sandboxes are in each, or, where `runs` is small, as many
 * as leave room for three rounds: at least one, and those from all over the list.
 */
export function planSoak<T extends Planned>(sandboxes: T[], runs: number): Plan<T> {
  const all = sandboxes.reduce((sum, sandbox) => sum + sandbox.runs, 0);
  const share = Math.min(1, runs / LEAST_ROUNDS / all);
  const round: T[] = [];
  // The first is always in it.
  let due = (1 - share) * (sandboxes[0]?.runs ?? 0);
  for (const sandbox of sandboxes) {
    due += share * sandbox.runs;
    if (due < sandbox.runs - 1e-9) continue;
    round.push(sandbox);
    due -= sandbox.runs;
  }
  const inRound = round.reduce((sum, sandbox) => sum + sandbox.runs, 0);
  const rounds = Math.max(LEAST_ROUNDS, Math.ceil(runs / inRound));
  return { round, rounds, runs: rounds * inRound };
}
