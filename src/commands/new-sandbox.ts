/**
 * `npm run new:sandbox -- NAME`: makes the sandbox NAME out of `sandboxes/template`, whole and
 * recorded, so that `npm run sandboxes` and the unit tests pass before its author has changed a line;
 * and says what is next.
 */
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { SANDBOXES, TEMPLATE } from '../build/read-sandboxes.ts';
import { fail, run } from './progress.mjs';

const CLAIMS = 'tests/unit/claims';
const RECORD = path.join(import.meta.dirname, 'record.ts');

/** `root` is the project's folder, or a copy of it. Gives the paths of what it made. */
export async function newSandbox(name: string | undefined, root = '.'): Promise<string[]> {
  const folder = path.join(SANDBOXES, name ?? '');
  const claims = path.join(CLAIMS, `${name}.ts`);
  const wrong = whatIsWrong(name, [folder, claims], root);
  if (wrong !== undefined) throw new Error(wrong);

  await cp(path.join(root, SANDBOXES, TEMPLATE), path.join(root, folder), { recursive: true });
  await cp(path.join(root, CLAIMS, `${TEMPLATE}.ts`), path.join(root, claims));
  const { code, output } = await run(process.execPath, [RECORD, name!], {
    cwd: root,
    status: () => 'recording a run',
  });
  if (code !== 0) throw new Error(`${folder} is made, but could not be recorded:\n${output}`);
  return [folder, claims];
}

/** A sentence that says what to do instead, or undefined. */
function whatIsWrong(name: string | undefined, places: string[], root: string): string | undefined {
  if (name === undefined) return 'Give the sandbox a name: npm run new:sandbox -- two-readers';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return `"${name}" cannot be its name: choose lower-case words joined by hyphens, such as two-readers.`;
  }
  const taken = places.find((place) => existsSync(path.join(root, place)));
  if (taken !== undefined) return `There is ${taken} already: choose another name.`;
  return undefined;
}

const next = (name: string, [folder, claims]: string[]) => `Made and recorded:
  ${folder}
  ${claims}

What is next:
  1. Write the program (index.js), its words in both languages (sandbox.json), what must hold of a
     run (claims.js), and the exercise (exercise.js, solution/).
  2. For each claim and each choice write a run that changes it: ${claims}
  3. npm run record -- ${name}      keeps a run of the new code
     npm run sandboxes -- ${name}   checks it in real Node
  4. Show it in a chapter, in both languages: <Sandbox name="${name}" />`;

if (import.meta.main) {
  const [name] = process.argv.slice(2);
  try {
    console.log(next(name!, await newSandbox(name)));
  } catch (error) {
    fail((error as Error).message);
  }
}
