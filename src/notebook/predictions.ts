/** What the reader expects of a run, and what the run then says to it. */
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { judge, type Verdict } from './claims.ts';
import type { Sandbox, Words } from './sandbox.ts';
import type { Prediction, Run } from './timeline-events.ts';

export interface Answer {
  /** Which choice holds of the run, from 0; null if none does, or more than one. */
  choice: number | null;
  /** What was seen, in a few words. */
  saw?: Words;
}

export function answer({ choices, saw }: Prediction, run: Run): Answer {
  const verdicts = choices.map(({ holds }): Verdict => judge({ holds, ...(saw && { saw }) }, run));
  const choice = verdicts.findIndex(({ holds }) => holds);
  const isOnly = verdicts.filter(({ holds }) => holds).length === 1;
  const seen = verdicts[0]?.saw;
  return { choice: isOnly ? choice : null, ...(seen && { saw: seen }) };
}

/** Answers by the question's id. */
function answerAll(predictions: readonly Prediction[], run: Run): Record<string, Answer> {
  return Object.fromEntries(
    predictions.map((prediction) => [prediction.id, answer(prediction, run)]),
  );
}

/** The questions of one sandbox, as its reader answers them. */
export class Predictions {
  readonly questions: Sandbox['predictions'];
  /** What the reader chose, from 0, by the question's id. */
  readonly chosen = signal<Record<string, number>>({});
  /** What the last run says, by the question's id. */
  readonly answers = signal<Record<string, Answer>>({});
  /** There is a run that has answered: what was chosen stands until the reader predicts again. */
  readonly isAnswered = computed(() => Object.keys(this.answers.value).length > 0);
  /** How many questions the run answered as the reader had said, of those that were answered. */
  readonly score = computed(() => {
    const asked = this.questions.filter(({ id }) => id in this.chosen.value);
    const right = asked.filter(
      ({ id }) => this.answers.value[id]?.choice === this.chosen.value[id],
    );
    return { right: right.length, of: asked.length };
  });
  /**
   * The recorded run would give the answers away: it is covered until there is one of the reader's
   * own, or the reader wants to see it.
   */
  readonly coversRecorded: ReadonlySignal<boolean>;
  readonly #isUncovered = signal(false);

  constructor({ predictions }: Pick<Sandbox, 'predictions'>, hasRun: ReadonlySignal<boolean>) {
    this.questions = predictions;
    this.coversRecorded = computed(
      () => predictions.length > 0 && !this.#isUncovered.value && !hasRun.value,
    );
  }

  choose(id: string, choice: number): void {
    if (!this.isAnswered.value) this.chosen.value = { ...this.chosen.value, [id]: choice };
  }

  judge(predictions: readonly Prediction[], run: Run): void {
    this.answers.value = answerAll(predictions, run);
  }

  /** Forgets what was chosen and what came out, for the next run to answer. */
  again(): void {
    batch(() => {
      this.chosen.value = {};
      this.answers.value = {};
    });
  }

  uncover(): void {
    this.#isUncovered.value = true;
  }
}
