/** Every sandbox of the built site, and what must come of its run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ContainerKind } from '../../src/runtime/container.ts';
import { names, outcome, sandboxOn } from './notebook.ts';

const root = join(import.meta.dirname, '../..');

interface Claims {
  claims: { id: string; exercise?: boolean }[];
  predictions?: { id: string }[];
}

/** Paths of the built pages, with the names of their sandboxes. */
export const pages = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => ({
    path: `/${file.slice(0, -'index.html'.length).replaceAll('\\', '/')}`,
    sandboxes: [
      ...readFileSync(join(root, 'dist', file), 'utf8').matchAll(
        /<node-sandbox [^>]*?name="([^"]+)"/g,
      ),
    ].map(([, name]) => name!),
  }));

/**
 * Where each sandbox is run, once in each language: on its chapter, though it may stand on the home
 * page as well.
 */
export function placesToRun(): typeof pages {
  const seen = new Set<string>();
  const isFirst = (path: string, name: string) => {
    const place = `${path.startsWith('/ko/') ? 'ko' : 'en'} ${name}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  };
  return pages
    .toSorted((a, b) => b.path.length - a.path.length)
    .map(({ path, sandboxes }) => ({
      path,
      sandboxes: sandboxes.filter((name) => isFirst(path, name)),
    }))
    .filter(({ sandboxes }) => sandboxes.length > 0);
}

/** Runs the code that the reader finds, and then the exercise's solution: their claims must hold. */
export async function checkSandbox(page: Page, name: string, kind: ContainerKind) {
  const folder = join(root, 'sandboxes', name);
  const recorded = JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'));
  const { claims, predictions = [] } = (await import(join(folder, 'claims.js'))) as Claims;
  const words = names(new URL(page.url()).pathname);
  const sandbox = sandboxOn(page, name);
  const run = () => sandbox.getByRole('button', { name: words.run, exact: true }).click();
  await expect(sandbox).toHaveAttribute('data-state', 'idle');
  await run();
  const starter = await outcome(sandbox);
  expect(starter.runtime).toBe(kind);
  expect(starter.output).toMatch(/\S/);
  expect(starter.exitCode, starter.said).toBe(recorded.exitCode);
  const expected = claims.map(({ id, exercise = false }) => [id, !exercise]);
  expect(starter.holds, starter.said).toEqual(Object.fromEntries(expected));
  const asked = await sandbox.locator('[data-prediction]').count();
  expect([0, predictions.length]).toContain(asked);
  await expect(sandbox.locator('[data-prediction][data-answer]')).toHaveCount(asked);

  if (!claims.some(({ exercise }) => exercise)) return;
  await sandbox.getByRole('button', { name: words.showSolution, exact: true }).click();
  await sandbox.getByRole('button', { name: words.apply, exact: true }).click();
  await run();
  const solution = await outcome(sandbox);
  const all = claims.map(({ id }) => [id, true]);
  expect(solution.holds, solution.said).toEqual(Object.fromEntries(all));
}
