/** What a reader predicts, and what the own run says to it. */
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const PAGE = '/asynchronous-io/?runtime=embedded';
const NAME = 'order-of-things';

test('predict with the keyboard, run, and see what came true', async ({ page }) => {
  await page.goto(PAGE);
  const sandbox = sandboxOn(page, NAME);
  const question = (id: string) => sandbox.locator(`[data-prediction="${id}"]`);
  const choice = (id: string, name: string) => question(id).getByRole('radio', { name });

  await test.step('the recorded run does not tell the answers', async () => {
    await expect(sandbox.getByText('The recorded run is covered')).toBeVisible();
    await expect(sandbox.getByRole('log')).toBeHidden();
    await expect(sandbox.getByRole('list')).toHaveText([/tells I N S T E P/]);
  });

  await test.step('answers are chosen with the keyboard', async () => {
    await choice('first-in-script', 'nextTick').focus();
    await page.keyboard.press('Space');
    await expect(choice('first-in-script', 'nextTick')).toBeChecked();
    await page.keyboard.press('Tab');
    await expect(choice('first-in-module', 'nextTick')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(choice('first-in-module', 'nextTick')).toBeChecked();
  });

  await test.step('the run answers them', async () => {
    await runToEnd(sandbox, 0);
    await expect(question('first-in-script')).toHaveAttribute('data-right', 'true');
    await expect(question('first-in-script')).toContainText('As you said.');
    await expect(question('first-in-module')).toHaveAttribute('data-right', 'false');
    await expect(question('first-in-module')).toContainText('Your run says: promise');
    await expect(question('first-in-io')).toContainText('Your run says: immediate');
    await expect(question('first-in-io')).not.toHaveAttribute('data-right');
    await expect(sandbox.getByText('1 of your 2 predictions came true.')).toBeVisible();
    await expect(choice('first-in-module', 'promise')).toBeDisabled();
    await expect(sandbox.getByRole('log')).toBeVisible();
  });

  await test.step('another program, another answer', async () => {
    await sandbox.getByRole('tab', { name: 'script.cjs' }).click();
    await button(sandbox, 'Predict again').click();
    await choice('first-in-script', 'promise').check();
    await write(
      page,
      sandbox,
      `import('#timeline').then(({ lane }) => {
        const script = lane('CommonJS script');
        script.span('promise', () => {});
        script.span('nextTick', () => {});
      });`,
    );
    await runToEnd(sandbox, 0);
    await expect(question('first-in-script')).toHaveAttribute('data-right', 'true');
  });

  await test.step('who has run it finds it uncovered, and the predictions as they were', async () => {
    await page.reload();
    await expect(sandbox.getByRole('log')).toBeVisible();
    await sandbox.scrollIntoViewIfNeeded();
    await expect(choice('first-in-script', 'promise')).toBeChecked();
  });
});

test('in Korean, the recorded run can be uncovered, and the home page covers nothing', async ({
  page,
}) => {
  await page.goto('/ko/asynchronous-io/?runtime=embedded');
  const sandbox = sandboxOn(page, NAME);
  await expect(sandbox.getByText('실행하기 전에 예측해 보기')).toBeVisible();
  await button(sandbox, '펼쳐 보기').click();
  await expect(sandbox.getByRole('log')).toBeVisible();
  await expect(button(sandbox, '펼쳐 보기')).toHaveCount(0);
  await page.goto('/ko/');
  await expect(page.locator('node-sandbox').getByRole('log')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});
