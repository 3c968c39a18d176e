/** The event loop as it ran, gone through step by step, in the built site. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const SHOW = 'Show how the event loop runs';
const PROGRAM = [
  `setTimeout(() => {`,
  `  console.log('timer');`,
  `  setImmediate(() => console.log('immediate'));`,
  `}, 1);`,
  `queueMicrotask(() => {`,
  `  process.nextTick(() => console.log('tick'));`,
  `});`,
  `console.log('main');`,
].join('\n');

const said = (sandbox: Locator) => sandbox.locator('.lp-said');
const queue = (sandbox: Locator, name: string) =>
  sandbox.locator('.lp-queue').filter({ hasText: name }).getByRole('listitem');

test('the loop is shown if that was asked for before the run, and gone through in both directions', async ({
  page,
}) => {
  await page.goto('/synchronous-io/?runtime=embedded');
  const sandbox = sandboxOn(page, 'blocking-call');
  await write(page, sandbox, PROGRAM);

  await test.step('off by default: a run tells nothing', async () => {
    await runToEnd(sandbox, 0);
    await expect(sandbox.getByLabel(SHOW)).not.toBeChecked();
    await sandbox.getByLabel(SHOW).check();
    await expect(sandbox.getByText('The next run tells how its event loop runs.')).toBeVisible();
    await expect(sandbox.locator('.lp')).toHaveCount(0);
  });

  await runToEnd(sandbox, 0);
  const slider = sandbox.getByRole('slider', { name: 'Step of the loop' });
  await expect(slider).toBeVisible();

  await test.step('forwards, with what waits and where it came from', async () => {
    const steps: string[] = [];
    for (;;) {
      steps.push((await slider.getAttribute('aria-valuetext'))!.replace(/^.*ms: /, ''));
      if ((await slider.inputValue()) === (await slider.getAttribute('max'))) break;
      await button(sandbox, 'Step forwards').click();
    }
    expect(steps.filter((step) => !/^The loop comes|^Nothing to do/.test(step))).toEqual([
      'The main script runs.',
      'The code of index.js:1 runs.',
      'a timer of 1 ms is queued.',
      'queueMicrotask is queued.',
      'Prints “main”.',
      'queueMicrotask runs.',
      'process.nextTick is queued.',
      'process.nextTick runs.',
      'Prints “tick”.',
      'a timer of 1 ms runs.',
      'Prints “timer”.',
      'setImmediate is queued.',
      'setImmediate runs.',
      'Prints “immediate”.',
      'Nothing keeps the loop alive: the program ends.',
    ]);
    await expect(button(sandbox, 'Step forwards')).toBeDisabled();
  });

  await test.step('backwards, to the microtask', async () => {
    while (!(await said(sandbox).innerText()).startsWith('queueMicrotask runs.')) {
      await button(sandbox, 'Step back').click();
    }
    await expect(sandbox.locator('.lp-running')).toContainText(
      'queued by index.js:5, runs index.js:5',
    );
    await expect(sandbox.locator('.nb-code .nb-lit')).toHaveText('queueMicrotask(() => {');
    await expect(queue(sandbox, 'timers')).toHaveText(['a timer of 1 ms index.js:1']);
    await expect(queue(sandbox, 'immediates')).toHaveText(['empty']);
    await expect(sandbox.getByRole('log').locator('.nb-later')).toHaveText([
      'tick',
      'timer',
      'immediate',
    ]);
  });

  await test.step('with the keyboard, and by the table', async () => {
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(said(sandbox)).toContainText('process.nextTick is queued.');
    await expect(queue(sandbox, 'nextTick queue')).toHaveText(['process.nextTick index.js:6']);
    await page.keyboard.press('ArrowRight');
    await expect(queue(sandbox, 'nextTick queue')).toHaveText(['empty']);
    await page.keyboard.press('Home');
    await expect(said(sandbox)).toContainText('The main script runs.');
    await sandbox.getByText('All steps as a table').click();
    const row = sandbox.getByRole('row', { name: /setImmediate runs\. index\.js:3 index\.js:3/ });
    await row.getByRole('button').click();
    await expect(said(sandbox)).toContainText('setImmediate runs.');
    await expect(sandbox.locator('.lp-phase[aria-current]')).toContainText('check');
    await expect(sandbox.locator('.nb-code .nb-lit')).toContainText('setImmediate');
  });

  await test.step('axe finds nothing, in both themes; a phone does not scroll sideways', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).include('node-sandbox').analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      ).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBe(0);
  });
});

test('a WebContainer does not tell: that is said, and the embedded Node offered', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  await page.goto('/ko/?runtime=webcontainer');
  const sandbox = sandboxOn(page, 'blocking-call');
  // Before the app is there, which comes with the first touch.
  await sandbox.getByLabel('이벤트 루프의 동작 보기').check();
  await write(page, sandbox, `setImmediate(() => console.log('once'));`);
  await button(sandbox, '실행').click();
  await expect(sandbox).toHaveAttribute('data-state', 'exited');
  await expect(
    sandbox.getByText('WebContainer는 이벤트 루프의 동작을 알려 주지 않습니다.'),
  ).toBeVisible();
  await sandbox
    .locator('.lp-untold')
    .getByRole('button', { name: /내장 Node/ })
    .click();
  await button(sandbox, '실행').click();
  await expect(sandbox).toHaveAttribute('data-runtime', 'embedded');
  await expect(sandbox).toHaveAttribute('data-state', 'exited');
  await expect(sandbox.getByRole('slider', { name: '루프의 단계' })).toBeVisible();
  await button(sandbox, '마지막 단계').click();
  await expect(said(sandbox)).toHaveText('루프를 유지할 것이 없어 프로그램이 끝납니다.');
});
