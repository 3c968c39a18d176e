/** Run all, and how far the reader has come: shown by chapter, kept in this browser, forgotten. */
import { expect, test } from '../fixtures/test.ts';
import { button, names, sandboxOn } from './notebook.ts';

test('Run all runs every program of the page; the marks are shown, kept and forgotten', async ({
  page,
}) => {
  await page.goto('/synchronous-io/?runtime=embedded');
  const all = page.locator('run-all');
  const mark = (where: string) => page.locator(`${where} a[href="/synchronous-io/"] .chapter-mark`);

  await test.step('nothing is marked before anything is done', async () => {
    await expect(mark('.sidebar-content')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Forget my progress' })).toBeHidden();
  });

  await test.step('Run all, one after the other, with the keyboard', async () => {
    await all.getByRole('button', { name: 'Run all 2 programs' }).focus();
    await page.keyboard.press('Enter');
    await expect(all.getByRole('status')).toHaveText(/^Running 1 of 2: /);
    await expect(all.getByRole('button', { name: 'Stop' })).toBeFocused();
    await expect(sandboxOn(page, 'in-step')).toHaveAttribute('data-state', 'idle');
    await expect(all.getByRole('status')).toHaveText(/^All 2 have run, and/, { timeout: 90_000 });
    for (const name of ['blocking-call', 'in-step']) {
      await expect(sandboxOn(page, name)).toHaveAttribute('data-exit-code', '0');
    }
  });

  await test.step('two of six things are done', async () => {
    await expect(mark('.sidebar-content')).toHaveText('2/6 2 of 6 done');
    await sandboxOn(page, 'in-step').getByText('Predict again').click();
    await sandboxOn(page, 'in-step').getByRole('radio').first().check();
    await expect(mark('.sidebar-content')).toHaveText('3/6 3 of 6 done');
  });

  await test.step('on the home page too, and forgetting can be undone', async () => {
    await page.goto('/');
    await expect(mark('main')).toHaveText('3/6 3 of 6 done');
    await page.getByRole('button', { name: 'Forget my progress' }).click();
    await expect(page.getByText('Your progress is forgotten.')).toBeVisible();
    await expect(mark('main')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(mark('main')).toHaveText('3/6 3 of 6 done');
    await page.getByRole('button', { name: 'Forget my progress' }).click();
    await page.reload();
    await expect(page.locator('.chapter-mark')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Forget my progress' })).toBeHidden();
  });
});

test('Run all is stopped, in Korean; an exercise that is solved counts', async ({ page }) => {
  const path = '/ko/synchronous-io/';
  await page.goto(`${path}?runtime=embedded`);
  const all = page.locator('run-all');
  const sandbox = sandboxOn(page, 'blocking-call');
  await all.getByRole('button', { name: '프로그램 2개 모두 실행' }).click();
  await expect(sandbox).toHaveAttribute('data-state', 'running');
  await all.getByRole('button', { name: '중지' }).click();
  await expect(all.getByRole('status')).toHaveText('중지했습니다.');
  await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  await expect(sandboxOn(page, 'in-step')).toHaveAttribute('data-state', 'idle');

  await button(sandbox, names(path).showSolution).click();
  await button(sandbox, names(path).apply).click();
  await button(sandbox, '실행').click();
  await expect(sandbox.getByText('연습 문제를 풀었습니다.')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.sidebar-content [aria-current="page"] .chapter-mark')).toHaveText(
    '2/6 6개 가운데 2개 완료',
  );
});
