/** A difference that was found is kept as a script, which `npm run test:node` compares from then on. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { fileName, render, type RandomProgram } from '../programs/random-program.ts';
import type { Task } from '../programs/tree.ts';

const FOLDER = fileURLToPath(new URL('../scripts/found/', import.meta.url));

/**
 * Writes what became of `program` when it was shrunk, with the lines that differed, unless it became what
 * is kept already. Gives the path.
 */
export async function keepFound(
  program: RandomProgram,
  smallest: Task,
  diff: string,
): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const file = fileName(`${program.family}-${program.seed}`, smallest);
  const style = await resolveConfig(FOLDER + file);
  const source = await format(render(smallest), { ...style, parser: 'espree' });
  const same = readdirSync(FOLDER).find((file) => {
    return readFileSync(FOLDER + file, 'utf8').endsWith(`\n${source}`);
  });
  if (same === undefined) writeFileSync(FOLDER + file, `${heading(program.seed, diff)}\n${source}`);
  return FOLDER + (same ?? file);
}

/** What a reader of the script is told. */
export function heading(seed: number, diff: string): string {
  const lines = diff.split('\n').filter((line) => /^[-+]/.test(line));
  return [
    `// Seed ${seed} of \`npm run fuzz\`, shrunk. Of Node (-) the tab (+) differed so:`,
    ...lines.map((line) => `//   ${line}`),
  ].join('\n');
}
