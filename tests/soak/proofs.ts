/** Faults that a test of `npm test` brings about already. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Proof {
  /** In tests/e2e. */
  file: string;
  /** The test's whole name. */
  test: string;
}

/** Names the test; throws if there is none of that name. */
export function assertProof(
  { file, test }: Proof,
  read = (file: string) => readFileSync(join(import.meta.dirname, '../e2e', file), 'utf8'),
): string {
  const start = new RegExp(`\\btest\\(\\s*'${RegExp.escape(test)}',`);
  if (!start.test(read(file))) {
    throw new Error(`tests/e2e/${file} has no test named "${test}": name the one that proves it.`);
  }
  return `proved by tests/e2e/${file}: “${test}”`;
}
