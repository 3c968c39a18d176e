/** What must come of a sandbox's runs on its page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ContainerKind } from '../../src/runtime/container.ts';
import { button, names, outcome, sandboxOn, type Names } from './notebook.ts';

const root = join(import.meta.dirname, '../..');

interface Claims {
  claims: { id: string; exercise?: boolean }[];
  predictions?: { id: string }[];
}

/** Runs the code that the reader finds, and then the exercise's solution: their claims must hold. */
export async function checkSandbox(
  page: Page,
  name: string,
  kind: ContainerKind,
  { solves = true } = {},
) {
  const sandbox = sandboxOn(page, name);
  const words = names(new URL(page.url()).pathname);
  await expect(sandbox).toHaveAttribute('data-state', 'idle');
  await checkStarter(sandbox, name, kind, words);
  if (solves && (await hasExercise(name))) await checkSolution(sandbox, name, words);
}

/** Runs the code that the reader finds: exit code and claims must be the lesson's. */
export async function checkStarter(
  sandbox: Locator,
  name: string,
  kind: ContainerKind,
  words: Names,
) {
  const recorded = JSON.parse(readFileSync(join(root, 'sandboxes', name, 'recorded.json'), 'utf8'));
  const { claims, predictions = [] } = await claimsOf(name);
  await button(sandbox, words.run).click();
  const starter = await outcome(sandbox);
  expect(starter.runtime).toBe(kind);
  expect(starter.output).toMatch(/\S/);
  expect(starter.exitCode, starter.said).toBe(recorded.exitCode);
  const expected = claims.map(({ id, exercise = false }) => [id, !exercise]);
  expect(starter.holds, starter.said).toEqual(Object.fromEntries(expected));
  const asked = await sandbox.locator('[data-prediction]').count();
  expect([0, predictions.length]).toContain(asked);
  await expect(sandbox.locator('[data-prediction][data-answer]')).toHaveCount(asked);
}

/** Takes the exercise's solution and runs it: every claim must hold. */
export async function checkSolution(sandbox: Locator, name: string, words: Names) {
  const { claims } = await claimsOf(name);
  await button(sandbox, words.showSolution).click();
  await button(sandbox, words.apply).click();
  await button(sandbox, words.run).click();
  const solution = await outcome(sandbox);
  const all = claims.map(({ id }) => [id, true]);
  expect(solution.holds, solution.said).toEqual(Object.fromEntries(all));
}

export async function hasExercise(name: string): Promise<boolean> {
  return (await claimsOf(name)).claims.some(({ exercise }) => exercise);
}

export function claimsOf(name: string): Promise<Claims> {
  return import(join(root, 'sandboxes', name, 'claims.js'));
}
