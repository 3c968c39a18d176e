/** What the reader is asked before the first run, and what the own run says to the answers. */
import { withCode } from './with-code.tsx';
import { Icon } from './Icon.tsx';
import { Room } from './Room.tsx';
import type { Sandbox } from './sandbox.ts';
import type { Session } from './session.ts';

/** Who asks: a notebook, or the kernel lab. */
type Asking = Pick<Session, 'words' | 'language' | 'predictions' | 'covering'> & { name: string };

export function Questions({ session }: { session: Asking }) {
  const { words, predictions } = session;
  if (predictions.questions.length === 0) return null;
  return (
    <section class="nb-questions">
      <p class="nb-label">{words.predict}</p>
      {predictions.questions.map((question) => (
        <Question key={question.id} session={session} question={question} />
      ))}
      <button
        type="button"
        class="nb-quiet nb-scripted nb-again"
        disabled={!predictions.isAnswered.value}
        onClick={() => predictions.again()}
      >
        {words.predictAgain}
      </button>
    </section>
  );
}

interface QuestionProps {
  session: Asking;
  question: Sandbox['predictions'][number];
}

function Question({ session, question }: QuestionProps) {
  const { language, predictions, name } = session;
  const { id, asks, choices } = question;
  const chosen = predictions.chosen.value[id];
  const answer = predictions.answers.value[id];
  return (
    <fieldset
      class="nb-question"
      data-prediction={id}
      data-answer={answer?.choice ?? undefined}
      data-right={answer && chosen !== undefined ? answer.choice === chosen : undefined}
    >
      <legend>{withCode(asks[language])}</legend>
      <div class="nb-choices">
        {choices.map((says, i) => (
          <label key={i} class={answer?.choice === i ? 'nb-choice nb-came' : 'nb-choice'}>
            <input
              type="radio"
              name={`nb-${name}-${id}`}
              value={i}
              autocomplete="off"
              checked={chosen === i}
              disabled={answer !== undefined}
              onChange={() => predictions.choose(id, i)}
            />
            <span>{withCode(says[language])}</span>
          </label>
        ))}
      </div>
      <Outcome session={session} question={question} />
    </fieldset>
  );
}

/** The run's word on one question; until it comes, its room. */
function Outcome({ session, question: { id, choices, saw } }: QuestionProps) {
  const { words, language, predictions } = session;
  const chosen = predictions.chosen.value[id];
  const answer = predictions.answers.value[id];
  const isRight = !!answer && answer.choice === chosen;
  const says = (choice: number) => words.runSays(choices[choice]![language]);
  const room = choices.map((_, choice) => says(choice));
  const longest = room.reduce((one, other) => (other.length > one.length ? other : one));
  const sentence = isRight
    ? words.asPredicted
    : answer?.choice === null
      ? words.noneOfThese
      : answer && says(answer.choice);
  return (
    <p class="nb-outcome">
      {answer && chosen !== undefined && <Icon name={isRight ? 'yes' : 'no'} />}
      <span>
        <Room of={longest}>{sentence && withCode(sentence)}</Room>
        {(saw ?? answer?.saw) && (
          <small>
            <Room of={saw?.[language] ?? ''}>{answer?.saw?.[language]}</Room>
          </small>
        )}
      </span>
    </p>
  );
}

/** Stands for the recorded run for as long as that would give the answers away. */
export function Cover({ session }: { session: Asking }) {
  const { words, predictions } = session;
  if (session.covering.value !== 'covered') return null;
  return (
    <p class="nb-cover nb-note">
      {words.recordedCovered}{' '}
      <button type="button" class="nb-quiet" onClick={() => predictions.uncover()}>
        {words.uncover}
      </button>
    </p>
  );
}
