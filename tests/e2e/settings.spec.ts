/** The reader's settings, in the built site. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const CHAPTER = '/synchronous-io/';

test('settings hold for every sandbox, and over a reload', async ({ page }) => {
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, 'blocking-call');
  const log = sandbox.getByRole('log');
  const times = () =>
    log.evaluate((pre) =>
      [...pre.querySelectorAll('[data-at]')].map((line) =>
        Number(getComputedStyle(line, '::before').content.replaceAll('"', '')),
      ),
    );
  const ko = sandboxOn(page, 'blocking-call');

  await test.step('what runs the code is chosen before anything runs', async () => {
    await button(sandbox, 'Settings').click();
    await expect(sandbox.getByLabel('as the site chooses')).toBeChecked();
    await sandbox.getByLabel('embedded Node').check();
    await sandbox.getByLabel('less').check();
    await expect(page.locator('iframe')).toHaveCount(0);
    await expect(sandbox).toHaveAttribute('data-state', 'idle');
  });
  await test.step('timings are shown', async () => {
    await write(
      page,
      sandbox,
      'console.log("first");\nsetTimeout(() => console.log("\\nlast"), 250);',
    );
    await runToEnd(sandbox, 0);
    await expect(sandbox).toHaveAttribute('data-runtime', 'embedded');
    await expect(sandbox.getByText('It took')).toBeHidden();
    await sandbox.getByLabel('Show when each line was printed').check();
    const took = await sandbox.getByText(/It took \d+(\.\d+)? s\./).textContent();
    const all = [0.001, ...(await times()), Number(/took ([\d.]+) s/.exec(took!)![1])];
    expect(all).toHaveLength(5);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(await log.innerText()).toBe('first\n\nlast\n');
    const { violations } = await new AxeBuilder({ page }).include('node-sandbox').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
  await test.step('on another page, in the other language, they are as they were', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`/ko${CHAPTER}`);
    await button(ko, '설정').click();
    await expect(ko.getByLabel('내장 Node')).toBeChecked();
    await expect(ko.getByLabel('줄이기')).toBeChecked();
    await expect(ko.getByLabel('줄마다 출력된 시각')).toBeChecked();
    await expect(page.locator('html')).toHaveAttribute('data-calm');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await ko.getByLabel('사이트 기본값').check();
    expect(await page.evaluate(() => localStorage.getItem('in-step:runtime'))).toBe(null);
  });
});
