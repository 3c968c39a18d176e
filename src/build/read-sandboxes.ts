/**
 * Reads `sandboxes/<name>/` into what the page knows of it. Whatever is missing, broken or stale
 * stops the build with a `SandboxError` that names the file and says what to do.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'astro/zod';
import { judge } from '../notebook/claims.ts';
import { defaultsOf, type Controls } from '../notebook/controls.ts';
import { answer } from '../notebook/predictions.ts';
import type { Sandbox, SandboxConfig, SandboxFile } from '../notebook/sandbox.ts';
import type { Claim, Prediction, TimelineEvent } from '../notebook/timeline-events.ts';
import { needsOf, type Need } from './packages/needs.ts';
import { hashSources } from './sandbox-hash.ts';
import {
  claimsSchema,
  explain,
  predictionsSchema,
  recordedRunSchema,
  sandboxConfigSchema,
} from './sandbox-schema.ts';

/** Relative to the project's folder: npm and Astro run there. */
export const SANDBOXES = 'sandboxes';

/** The one file that every sandbox may import besides its own. */
const TIMELINE = 'timeline/index.js';

/** What `npm run new:sandbox` copies. */
export const TEMPLATE = 'template';

/** Folders that hold no sandbox of the site. */
const NO_SANDBOXES = ['timeline', 'postgres', 'node_modules', TEMPLATE];

export class SandboxError extends Error {
  override name = 'SandboxError';
}

/** A sandbox as its author wrote it, before it has been run: what `npm run record` starts from. */
export interface SandboxSource extends Omit<Sandbox, 'claims' | 'predictions' | 'recorded'> {
  claims: Claim[];
  predictions: Prediction[];
  /** SHA-256 (hex) of all that runs: the sandbox's files, the helpers, versions of packages. */
  hash: string;
}

/** What `claims.js` exports. */
type Checks = Pick<SandboxSource, 'claims' | 'predictions'>;

/** All sandboxes, in the order of their names. */
export async function readSandboxes(root = SANDBOXES): Promise<Sandbox[]> {
  return Promise.all((await sandboxNames(root)).map((name) => readSandbox(name, root)));
}

/** One sandbox with its recorded run. */
export async function readSandbox(name: string, root = SANDBOXES): Promise<Sandbox> {
  const { hash, claims, predictions, ...sandbox } = await readSandboxSource(name, root);
  const file = path.join(root, name, 'recorded.json');
  const record = `Run "npm run record -- ${name}" and commit the file.`;
  const recorded = parse(recordedRunSchema, await readJson(file, record), file);
  if (recorded.source !== hash) {
    throw new SandboxError(`${file} is stale: the code has changed since it was made. ${record}`);
  }
  for (const label of labelsOf(recorded.events)) {
    if (!(label in sandbox.labels)) {
      throw new SandboxError(
        `${path.join(root, name, 'sandbox.json')}: "labels" lacks "${label}", which the code ` +
          `gives to the timeline. Add its Korean (or the same word, if it is a name).`,
      );
    }
  }
  return {
    ...sandbox,
    claims: claims.map((claim) => {
      const { id, says, exercise = false, given } = claim;
      const { saw } = judge(claim, recorded);
      return { id, says, exercise, ...(given && { given }), ...(saw && { saw }) };
    }),
    predictions: predictions.map((prediction) => {
      const { id, asks, choices } = prediction;
      const { saw } = answer(prediction, recorded);
      return { id, asks, choices: choices.map(({ says }) => says), ...(saw && { saw }) };
    }),
    recorded,
  };
}

/** The folders in `sandboxes/` but the helpers'. */
export async function sandboxNames(root = SANDBOXES): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !NO_SANDBOXES.includes(name))
    .sort();
}

/** All of a sandbox but its recorded run. */
export async function readSandboxSource(name: string, root = SANDBOXES): Promise<SandboxSource> {
  const names = await sandboxNames(root);
  if (!names.includes(name)) {
    throw new SandboxError(
      `There is no sandbox "${name}" in ${root}/. There is: ${names.join(', ') || 'none yet'}.`,
    );
  }
  const folder = path.join(root, name);
  const configFile = path.join(folder, 'sandbox.json');
  const config = parse(
    sandboxConfigSchema,
    await readJson(configFile, 'Write it: src/notebook/sandbox.ts says what belongs in it.'),
    configFile,
  );
  const sources = await Promise.all(
    config.files.map((file) =>
      readSource(folder, file, `Write it, or take it out of "files" in ${configFile}.`),
    ),
  );
  const timeline = await readSource(root, TIMELINE, 'Restore it: every sandbox imports it.');
  const { claims, predictions } = await readClaims(path.join(folder, 'claims.js'));
  checkControls(configFile, config.controls, sources, [...claims, ...predictions]);
  const solution = await readSolution(folder, config, claims);
  const needs = await readNeeds(folder, [...sources, ...solution], root);
  return {
    ...config,
    name,
    sources,
    solution,
    claims,
    predictions,
    needs: needs.map(({ name }) => name),
    hash: hashSources([
      ...sources,
      timeline,
      ...needs.map(({ name, content }) => ({ name, text: content })),
    ]),
  };
}

/**
 * A program run as it is has the values that the controls stand at: it says so where it reads them,
 * as `process.env.DELAY_MS ?? 60`. What is `given` is a control.
 */
function checkControls(
  file: string,
  controls: Controls | undefined,
  sources: SandboxFile[],
  checks: { id: string; given?: string[] | undefined }[],
): void {
  const defaults = defaultsOf(controls);
  for (const [name, value] of Object.entries(defaults)) {
    const literal = /^[\d.-]+$/.test(value) ? value : `'${value}'`;
    const reads = `process.env.${name} ?? ${literal}`;
    if (sources.some(({ text }) => text.includes(reads))) continue;
    throw new SandboxError(
      `${file}: "controls" has ${name}, and none of "files" says \`${reads}\`. Let one read it so.`,
    );
  }
  for (const { id, given = [] } of checks) {
    const unknown = given.find((name) => !(name in defaults));
    if (unknown === undefined) continue;
    throw new SandboxError(`${file}: "${id}" has ${unknown} given, which is none of "controls".`);
  }
}

async function readNeeds(folder: string, sources: SandboxFile[], root: string): Promise<Need[]> {
  try {
    return await needsOf(folder, sources, root);
  } catch (error) {
    throw new SandboxError((error as Error).message, { cause: error });
  }
}

async function readClaims(file: string): Promise<Checks> {
  const text = await readText(file, 'Write it: it exports `claims`, what must hold of a run.');
  // The query makes Node read the file anew after it has changed.
  const url = `${pathToFileURL(file).href}?${hashSources([{ name: file, text }])}`;
  let module: { claims?: unknown; predictions?: unknown };
  try {
    module = await import(/* @vite-ignore */ url);
  } catch (error) {
    throw new SandboxError(`${file} cannot be loaded: ${(error as Error).message}`);
  }
  if (module.claims === undefined) {
    throw new SandboxError(`${file} does not export "claims". Export an array of that name.`);
  }
  const claims = parse(claimsSchema, module.claims, file);
  const predictions = parse(predictionsSchema, module.predictions ?? [], file);
  for (const [kind, list] of Object.entries({ claims, predictions })) {
    const ids = list.map(({ id }) => id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice) throw new SandboxError(`${file}: two ${kind} have the id "${twice}". Rename one.`);
  }
  return { claims, predictions };
}

/** The files of `solution/`. An exercise has a task, claims of its own and a solution, or none. */
async function readSolution(
  folder: string,
  config: SandboxConfig,
  claims: Claim[],
): Promise<SandboxFile[]> {
  const solutionFolder = path.join(folder, 'solution');
  const names = await readdir(solutionFolder).catch(() => []);
  const parts: [string, boolean][] = [
    ['"exercise" in sandbox.json', config.exercise !== undefined],
    ['a claim marked `exercise: true` in claims.js', claims.some(({ exercise }) => exercise)],
    ['a file in solution/', names.length > 0],
  ];
  const missing = parts.filter(([, there]) => !there).map(([part]) => part);
  if (missing.length > 0 && missing.length < parts.length) {
    throw new SandboxError(`${folder}: the exercise lacks ${missing.join(' and ')}. Add it.`);
  }
  for (const name of names) {
    if (!config.files.includes(name)) {
      throw new SandboxError(
        `${path.join(solutionFolder, name)} replaces no file of "files" in sandbox.json. ` +
          'Name it as the file it replaces.',
      );
    }
  }
  return Promise.all(names.sort().map((name) => readSource(solutionFolder, name, 'Restore it.')));
}

function parse<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new SandboxError(`${file}: ${explain(result.error)}.`);
  return result.data;
}

async function readJson(file: string, whatToDo: string): Promise<unknown> {
  const text = await readText(file, whatToDo);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SandboxError(`${file} is not valid JSON: ${(error as Error).message}. Correct it.`);
  }
}

async function readSource(folder: string, name: string, whatToDo: string): Promise<SandboxFile> {
  return { name, text: await readText(path.join(folder, name), whatToDo) };
}

async function readText(file: string, whatToDo: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new SandboxError(`${file} is missing. ${whatToDo}`);
  }
}

/** Every word that a run gave to lanes, spans, marks, messages and counters. */
export function labelsOf(events: readonly TimelineEvent[]): Set<string> {
  const labels = new Set<string>();
  for (const event of events) {
    if ('label' in event) labels.add(event.label);
    if (event.type === 'counter') labels.add(event.counter);
  }
  return labels;
}
