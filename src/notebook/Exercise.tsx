/** The exercise: its task, hints one by one, when it is done, and the solution. */
import { useSignal } from '@preact/signals';
import { Claims } from './Claims.tsx';
import type { Session } from './session.ts';

export function Exercise({ session }: { session: Session }) {
  const { words, language, sandbox } = session;
  const isAsking = useSignal(false);
  const { exercise } = sandbox;
  if (!exercise) return null;
  const replace = () => {
    isAsking.value = false;
    session.showSolution();
  };
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
      {sandbox.solution.length > 0 && (
        <div class="nb-buttons nb-scripted">
          <button
            type="button"
            aria-expanded={isAsking.value}
            onClick={() => (isAsking.value = !isAsking.value)}
          >
            {words.showSolution}
          </button>
          {isAsking.value && (
            <span class="nb-ask">
              {words.confirmSolution}
              <button type="button" class="nb-primary" onClick={replace}>
                {words.replace}
              </button>
              <button type="button" onClick={() => (isAsking.value = false)}>
                {words.cancel}
              </button>
            </span>
          )}
        </div>
      )}
    </section>
  );
}

/** `code` between backticks, as in Markdown. */
export function withCode(text: string) {
  return text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
}
