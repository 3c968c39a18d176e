/** What a program needs besides its own files and the timeline. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importedSpecifiers, packageOf } from './imports.ts';

/** A package by its name and version, or the helper `#postgres` by the text of its script. */
export interface Need {
  name: string;
  content: string;
}

/**
 * Helpers that are mounted on demand, by what package.json's `imports` calls them. Paths start from
 * the project's folder, where npm and Astro run: a build moves this module.
 */
export const HELPERS: Record<string, string> = {
  '#postgres': path.resolve('sandboxes/postgres/index.js'),
};

interface Manifest {
  imports?: Record<string, string>;
  dependencies?: Record<string, string>;
}

/**
 * The packages and helpers that the JavaScript among `sources` imports, found from its text, in the
 * order of their names. Only what the package.json in `scope` names is allowed: anything else is an
 * error that says what to do. `folder` is where the sources are, for the error's words.
 */
export async function needsOf(
  folder: string,
  sources: { name: string; text: string }[],
  scope: string,
): Promise<Need[]> {
  const file = path.join(scope, 'package.json');
  const { imports = {}, dependencies = {} } = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const needs = new Map<string, Need>();

  async function add({ name, text }: { name: string; text: string }): Promise<void> {
    for (const specifier of specifiersIn(name, text)) {
      const needed = specifier.startsWith('#') ? specifier : packageOf(specifier);
      if (needed === undefined || needed === '#timeline' || needs.has(needed)) continue;
      const helper = needed in imports ? HELPERS[needed] : undefined;
      const version = dependencies[needed];
      if (helper !== undefined) {
        const text = await readFile(helper, 'utf8');
        needs.set(needed, { name: needed, content: text });
        await add({ name: helper, text });
      } else if (version !== undefined) {
        needs.set(needed, { name: needed, content: version });
      } else {
        const have = [...Object.keys(dependencies), ...Object.keys(imports)].join(', ');
        throw new Error(
          `${name} imports "${specifier}", and ${file} names no "${needed}" (it has ${have || 'nothing'}). ` +
            `Correct the name, or add it: npm install --save-exact --workspace ${scope} ${needed}`,
        );
      }
    }
  }

  for (const { name, text } of sources) {
    if (/\.[cm]?js$/.test(name)) await add({ name: path.join(folder, name), text });
  }
  return [...needs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function specifiersIn(name: string, text: string): string[] {
  try {
    return importedSpecifiers(text);
  } catch (error) {
    throw new Error(`${name} is not JavaScript: ${(error as Error).message}. Correct it.`, {
      cause: error,
    });
  }
}
