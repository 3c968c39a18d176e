// @ts-check
/**
 * Asks all questions, never more than three at once: in batches. The second
 * batch waits for all of the first, even for A. Fill each place as soon as
 * it is free.
 * @param {string[]} questions
 * @param {(question: string) => Promise<string>} ask
 * @returns {Promise<string[]>} the answers, in the order of the questions
 */
export async function threeAtATime(questions, ask) {
  const answers = [];
  for (let i = 0; i < questions.length; i += 3) {
    const batch = questions.slice(i, i + 3);
    answers.push(...(await Promise.all(batch.map(ask))));
  }
  return answers;
}
