/** Whether what a comparison shows is a difference, and not chance. */
import type { Comparison } from '../harness/both.ts';

/** How often a program that differed is run again. */
const AGAIN = 2;

export type Verdict =
  | { kind: 'same' }
  /** Real Node differs from itself: the generator's mistake. */
  | { kind: 'undetermined'; diff: string }
  /** It differed so many times of all; a difference that always comes is `steady`. */
  | { kind: 'differs'; diff: string; isSteady: boolean; times: string };

/** `compare` runs the program once in both. */
export async function judge(compare: () => Promise<Comparison>): Promise<Verdict> {
  const first = await compare();
  if (first.diff === undefined) return { kind: 'same' };
  const all = [first];
  for (let i = 0; i < AGAIN; i++) all.push(await compare());
  const different = all.filter(({ diff }) => diff !== undefined);
  const isDetermined = all.every(
    ({ node }) => node.output === first.node.output && node.code === first.node.code,
  );
  if (!isDetermined) return { kind: 'undetermined', diff: first.diff };
  const times = `${different.length} of ${all.length} times`;
  return { kind: 'differs', diff: first.diff, isSteady: different.length === all.length, times };
}
