/** Code that runs again when it is edited: off by default, kept, for every notebook. */
import { expect, test } from '../fixtures/test.ts';
import { runToEnd, sandboxOn, write } from './notebook.ts';

test('with Run on edit code runs by itself when it is edited, and without it does not', async ({
  page,
}) => {
  await page.goto('/synchronous-io/?runtime=embedded');
  const sandbox = sandboxOn(page, 'blocking-call');
  const log = sandbox.getByRole('log');
  const choice = sandbox.getByRole('checkbox', { name: 'Run on edit' });
  await page.clock.install();

  await test.step('off by default', async () => {
    await expect(choice).not.toBeChecked();
    await write(page, sandbox, 'console.log("one");');
    await runToEnd(sandbox, 0);
    await write(page, sandbox, 'console.log("two");');
    await page.clock.runFor(5000);
    await expect(sandbox).toHaveAttribute('data-state', 'exited');
    await expect(log).toHaveText('one');
  });

  await test.step('on: the code as it is when the typing stops', async () => {
    await choice.check();
    await write(page, sandbox, 'console.log("thr");');
    await write(page, sandbox, 'console.log("three");');
    await page.clock.runFor(1000);
    await expect(log).toHaveText('three');
    await expect(sandbox).toHaveAttribute('data-state', 'exited');
  });

  await test.step('for the others too, and at the next visit', async () => {
    await page.reload();
    const other = sandboxOn(page, 'in-step');
    await other.getByRole('tab', { name: 'phone.js' }).click();
    await expect(other.getByRole('checkbox', { name: 'Run on edit' })).toBeChecked();
  });
});
