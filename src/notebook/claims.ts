/** Judges a run by the claims of its sandbox. */
import type { Claim, Run } from './timeline-events.ts';
import type { Words } from './sandbox.ts';

export interface Verdict {
  holds: boolean;
  /** What was seen, in a few words. */
  saw?: Words;
}

/** A claim that throws (what it looks for is not in the run) does not hold. */
export function judge(claim: Pick<Claim, 'holds' | 'saw'>, run: Run): Verdict {
  let holds = false;
  try {
    holds = claim.holds(run) === true;
  } catch {
    // not even there
  }
  try {
    const saw = claim.saw?.(run);
    return saw ? { holds, saw } : { holds };
  } catch {
    return { holds };
  }
}

/**
 * Whether a run solves the exercise: each of its claims holds, and of those that hold of the starter
 * none is broken.
 */
export function isSolved(
  claims: readonly Pick<Claim, 'id' | 'exercise'>[],
  verdicts: Record<string, Verdict>,
): boolean {
  return (
    claims.some(({ exercise }) => exercise) &&
    claims.every(({ id, exercise }) => verdicts[id]?.holds ?? !exercise)
  );
}

/** Verdicts by claim id. */
export function judgeAll(claims: readonly Claim[], run: Run): Record<string, Verdict> {
  return Object.fromEntries(claims.map((claim) => [claim.id, judge(claim, run)]));
}
