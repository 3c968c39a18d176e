/** The notebook on paper, in forced colours, and for readers who want things to keep still. */
import { expect, test } from '../fixtures/test.ts';
import { violations } from './axe.ts';
import { button, sandboxOn } from './notebook.ts';

test('on paper: code, questions, the recorded run and its timeline, and nothing to press', async ({
  page,
}) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/asynchronous-io/');
  const sandbox = sandboxOn(page, 'order-of-things');
  await expect(sandbox.locator('[data-file="index.js"] .line').first()).toBeVisible();
  await expect(sandbox.locator('[data-file="exercise.js"] .line').first()).toBeVisible();
  await expect(sandbox.getByText('Which of the two comes first')).toBeVisible();
  await expect(sandbox.getByRole('log')).toContainText('ES module: sync promise');
  await expect(sandbox.getByRole('img', { name: /^Timeline of/ })).toBeVisible();
  await expect(sandbox.locator('[data-claim="sync-first"]')).toBeVisible();
  await expect(sandbox.getByText('The recorded run is covered')).toBeHidden();
  for (const name of ['Run', 'Stop', 'Reset', 'Edit', 'Copy the output', 'Show solution']) {
    await expect(button(sandbox, name), name).toBeHidden();
  }
  await expect(page.getByRole('button', { name: 'Run all' })).toBeHidden();
});

test('in forced colours verdicts are signs and words, and the focus is seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/asynchronous-io/?runtime=embedded');
  const sandbox = sandboxOn(page, 'order-of-things');
  const question = sandbox.locator('[data-prediction="first-in-module"]');
  await question.getByRole('radio', { name: 'nextTick' }).focus();
  await page.keyboard.press('Space');
  const outline = (selector: string) =>
    sandbox
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline('.nb-choice:has(:focus-visible)')).toBe('solid');

  await button(sandbox, 'Run').focus();
  expect(await outline('button:focus-visible')).toBe('solid');
  await page.keyboard.press('Enter');
  await test.step('what moves by itself keeps still', async () => {
    const sign = sandbox.locator('.nb-state[data-busy="true"]');
    await expect(sign).toBeVisible();
    const animation = () =>
      sign.evaluate((element) => getComputedStyle(element, '::before').animationName);
    expect(await animation()).toBe('nb-beat');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animation()).toBe('none');
  });
  await expect(question).toHaveAttribute('data-right', 'false', { timeout: 60_000 });
  await expect(question.locator('.nb-icon-no')).toBeVisible();
  await expect(question).toContainText('Your run says: promise');
  await expect(sandbox.locator('[data-claim="sync-first"] .nb-icon-yes')).toBeVisible();
  await expect(sandbox.locator('[data-claim="sync-first"]')).toContainText('(holds)');
  expect(await violations(page, { within: 'node-sandbox[name="order-of-things"]' })).toEqual([]);
});
