/** The exercise: its task, hints one by one, when it is done, and the solution. */
import { Claims } from './Claims.tsx';
import type { Session } from './session.ts';
import { Solution } from './Solution.tsx';
import { withCode } from './with-code.tsx';

export function Exercise({ session }: { session: Session }) {
  const { words, language, sandbox } = session;
  const { exercise } = sandbox;
  if (!exercise) return null;
  return (
    <section class="nb-exercise">
      <p class="nb-label">{words.exercise}</p>
      <p>{withCode(exercise.task[language])}</p>
      <Claims
        session={session}
        claims={sandbox.claims.filter((claim) => claim.exercise)}
        label={words.exerciseClaims}
      />
      {exercise.hints.map((hint, i) => (
        <details key={i} class="nb-hint-box">
          <summary>{words.hint(i + 1, exercise.hints.length)}</summary>
          <p>{withCode(hint[language])}</p>
        </details>
      ))}
      {sandbox.solution.length > 0 && <Solution session={session} />}
    </section>
  );
}
