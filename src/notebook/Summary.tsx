/** What the last run says to predictions, claims and the exercise, in as few words as will do. */
import { isSolved } from './claims.ts';
import type { Session } from './session.ts';

export function Summary({ session }: { session: Session }) {
  const { words, sandbox, predictions } = session;
  const verdicts = session.verdicts.value;
  if (Object.keys(verdicts).length === 0) return null;
  const holding = (list: typeof sandbox.claims) => list.filter(({ id }) => verdicts[id]?.holds);
  const judged = sandbox.claims.filter(({ id }) => id in verdicts);
  const claims = judged.filter(({ exercise }) => !exercise);
  const { right, of } = predictions.score.value;
  return (
    <>
      {of > 0 && ` ${words.score(right, of)}`}
      {` ${words.claimsHeld(holding(claims).length, claims.length)}`}
      {isSolved(sandbox.claims, verdicts) && ` ${words.solved}`}
    </>
  );
}
