// @ts-check
/**
 * Asks all questions, never more than three at once. Three loops take their
 * questions from one list; whichever has its answer takes the next.
 * @param {string[]} questions
 * @param {(question: string) => Promise<string>} ask
 * @returns {Promise<string[]>} the answers, in the order of the questions
 */
export async function threeAtATime(questions, ask) {
  /** @type {string[]} */
  const answers = [];
  const list = questions.entries();

  async function loop() {
    for (const [i, question] of list) answers[i] = await ask(question);
  }
  await Promise.all([loop(), loop(), loop()]);
  return answers;
}
