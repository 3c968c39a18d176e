/** A learner's ways through a sandbox, in the built site on the embedded Node. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, write } from './notebook.ts';

const CHAPTER = '/synchronous-io/';

async function open(page: Page, path = CHAPTER): Promise<Locator> {
  await page.goto(`${path}?runtime=embedded`);
  return page.locator('node-sandbox[name="blocking-call"]');
}

/** How often the page from now on gives the embedded Node a file of that name. */
function countMounts(page: Page, name: string) {
  return page.evaluateHandle((name) => {
    const mounted = { count: 0 };
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (message, ...rest) {
      const { op, path } = (message.file ?? {}) as { op?: string; path?: string };
      if (op === 'writeFile' && path!.endsWith(`/${name}`)) mounted.count++;
      Reflect.apply(postMessage, this, [message, ...rest]);
    };
    return mounted;
  }, name);
}

test('without scripts everything is there to be read, and nothing pretends to run', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}${CHAPTER}`);
  const sandbox = page.locator('node-sandbox[name="blocking-call"]');
  await expect(sandbox.locator('[data-file="index.js"] .line').first()).toBeVisible();
  await expect(sandbox.locator('[data-file="exercise.js"] .line').first()).toBeVisible();
  await expect(sandbox.getByRole('log')).toContainText('made the same key: true');
  await expect(
    sandbox.getByRole('img', { name: /^Timeline of calls and event loop/ }),
  ).toBeVisible();
  await expect(sandbox.locator('[data-claim]')).not.toHaveCount(0);
  await expect(button(sandbox, 'Run')).toBeHidden();
  await expect(sandbox.getByText('let this site use JavaScript')).toBeVisible();
  await context.close();
});

test('with the keyboard alone: run, see it live, read the timeline', async ({ page }) => {
  const sandbox = await open(page);
  await expect(sandbox).toHaveAttribute('data-state', 'idle');
  await button(sandbox, 'Run').focus();
  await page.keyboard.press('Enter');
  await expect(sandbox).toHaveAttribute('data-state', 'running');
  await expect(sandbox).toHaveAttribute('data-runtime', 'embedded');
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox).toHaveAttribute('data-exit-code', '0');
  await expect(sandbox.getByRole('status').first()).toBeAttached();
  await expect(sandbox.getByText('Ended with exit code 0.')).toBeVisible();
  await expect(sandbox.getByText(/Node v\d+\.\d+\.\d+ · embedded Node/)).toBeVisible();
  await expect(sandbox.getByRole('log')).toContainText('made the same key: true');

  await expect(sandbox.locator('[data-claim="pbkdf2-sync-stalls"]')).toHaveAttribute(
    'data-holds',
    'true',
  );
  await expect(sandbox.locator('[data-claim="hashing-beats"]')).toHaveAttribute(
    'data-holds',
    'false',
  );

  await expect(sandbox.getByRole('img', { name: /stall/ })).toBeVisible();
  await sandbox.getByText('Timeline as a table').focus();
  await page.keyboard.press('Enter');
  const table = sandbox.getByRole('table');
  await expect(table.getByRole('row', { name: /calls pbkdf2Sync begins/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /event loop No beat for/ }).first()).toBeVisible();
});

test('with the keyboard alone: edit, indent, leave, run', async ({ page }) => {
  const sandbox = await open(page);
  await button(sandbox, 'Edit').focus();
  await page.keyboard.press('Enter');
  const editor = sandbox.getByRole('textbox', { name: 'Code of index.js' });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveAccessibleDescription(/press Esc, then Tab/);
  await expect(sandbox.getByText('press Esc, then Tab')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('console.log("by hand");');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveText('  console.log("by hand");');

  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox.getByRole('log')).toHaveText('by hand');

  await test.step('each press is one run', async () => {
    const mounted = await countMounts(page, 'blocking-call/index.js');
    await page.keyboard.press('ControlOrMeta+Enter');
    const count = () => mounted.evaluate(({ count }) => count);
    await expect.poll(count).toBeGreaterThan(0);
    await expect(sandbox).toHaveAttribute('data-state', 'exited');
    expect(await count()).toBe(1);
  });

  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('Ctrl+Enter runs from the code before anything else was loaded', async ({ page }) => {
  const sandbox = await open(page);
  await sandbox.locator('[data-file="index.js"] pre').focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox).toHaveAttribute('data-state', 'running');
  await expect(sandbox.locator('.cm-content')).toHaveCount(0);
});

test('what goes wrong in the code is shown as Node shows it, and Run works again', async ({
  page,
}) => {
  const sandbox = await open(page);
  const log = sandbox.getByRole('log');

  await write(page, sandbox, 'console.log("before");\nthrow new Error("boom");');
  await runToEnd(sandbox, 1);
  await expect(log).toContainText('before');
  await expect(log).toContainText('Error: boom');
  await expect(log).toContainText('index.js:2');

  await write(page, sandbox, 'let = ;');
  await runToEnd(sandbox, 1);
  await expect(log).toContainText('SyntaxError');
  await expect(log).not.toContainText('boom');

  await write(page, sandbox, 'console.error("three"); process.exit(3);');
  await runToEnd(sandbox, 3);
  await expect(sandbox.getByText('Ended with exit code 3.')).toBeVisible();
  await expect(log).toHaveText('three');

  await write(page, sandbox, 'console.log("<b>fine</b>");');
  await runToEnd(sandbox, 0);
  await expect(log).toHaveText('<b>fine</b>');
  await expect(log.locator('b')).toHaveCount(0);
});

test('Stop ends a loop that never turns, and Run works again', async ({ page }) => {
  const sandbox = await open(page);
  await write(page, sandbox, 'console.log("round"); for (;;);');
  await button(sandbox, 'Run').click();
  await expect(sandbox.getByRole('log')).toHaveText('round');
  await button(sandbox, 'Stop').click();
  await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  await expect(sandbox).not.toHaveAttribute('data-exit-code');
  await write(page, sandbox, 'console.log("again");');
  await runToEnd(sandbox, 0);
  await expect(sandbox.getByRole('log')).toHaveText('again');
});

test('a program that prints without end leaves the page at ease', async ({ page }) => {
  const sandbox = await open(page);
  await write(page, sandbox, 'for (let i = 0; ; i++) console.log(`line ${i}`);');
  await button(sandbox, 'Run').click();
  await expect(sandbox.getByText('Only the last 1,000 lines are shown')).toBeVisible();
  // The page answers while it goes on: a hint opens, and frames come between the lines.
  await sandbox.getByText('Hint 1 of 2').click();
  await expect(sandbox.getByText('gives the thread away only')).toBeVisible();
  const frames = await page.evaluate(async () => {
    let count = 0;
    const end = performance.now() + 2000;
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame);
      count += 1;
    }
    return count;
  });
  expect(frames).toBeGreaterThan(10);
  expect(await sandbox.getByRole('log').locator('> [data-line]').count()).toBeLessThanOrEqual(1000);
  await button(sandbox, 'Stop').click();
  await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  await write(page, sandbox, 'console.log("quiet");');
  await runToEnd(sandbox, 0);
  await expect(sandbox.getByRole('log')).toHaveText('quiet');
});

test('what only looks like an event is shown; of too many the rest is left out', async ({
  page,
}) => {
  const sandbox = await open(page);
  await write(
    page,
    sandbox,
    [
      String.raw`process.stdout.write('\x1b]7717;{"type":"mark"}\x07\n');`,
      String.raw`const beat = '\x1b]7717;{"type":"beat","at":1,"lane":"<i>lane</i>"}\x07';`,
      'for (let i = 0; i < 210; i++) process.stdout.write(beat.repeat(100));',
    ].join('\n'),
  );
  await runToEnd(sandbox, 0);
  await expect(sandbox.getByRole('log')).toHaveText('␛]7717;{"type":"mark"}␇');
  await expect(sandbox.getByText('the first 20,000 events; 1,000 later ones')).toBeVisible();
  await expect(sandbox.locator('.tl-name').first()).toHaveText('<i>lane</i>');
});

test('nothing moves when the editor takes the place of the code', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.push((entry as PerformanceEntry & { value: number }).value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const sandbox = await open(page);
  await page.evaluate(() => document.fonts.ready);
  const code = sandbox.locator('[data-file="index.js"] pre');
  await code.scrollIntoViewIfNeeded();
  const box = () => sandbox.locator('.nb-toolbar').boundingBox();
  const lineBox = (locator: Locator) => locator.nth(7).boundingBox();
  const before = { toolbar: await box(), line: await lineBox(sandbox.locator('.nb-panel .line')) };
  await page.evaluate(() => void (globalThis as unknown as { shifts: number[] }).shifts.splice(0));

  await code.locator('.line').nth(7).click();
  await expect(sandbox.locator('.cm-content')).toBeFocused();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

  const line = await lineBox(sandbox.locator('.cm-line'));
  expect(await box()).toEqual(before.toolbar);
  expect(line!.y).toBeCloseTo(before.line!.y, 0);
  expect(line!.height).toBeCloseTo(before.line!.height, 0);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts).toEqual([]);
});

test('edits survive a reload; Reset and Show solution can be undone', async ({ page }) => {
  const sandbox = await open(page);
  const editor = sandbox.locator('.cm-content');
  await write(page, sandbox, 'console.log("mine");');
  await page.reload();
  await sandbox.scrollIntoViewIfNeeded();
  await expect(editor).toHaveText('console.log("mine");');

  await button(sandbox, 'Reset').click();
  await expect(editor).toContainText('Two jobs');
  await button(sandbox, 'Undo').click();
  await expect(editor).toHaveText('console.log("mine");');
  await button(sandbox, 'Reset').click();
  await page.reload();
  await expect(sandbox.locator('[data-file="index.js"] pre')).toBeVisible();

  await button(sandbox, 'Show solution').click();
  const differences = sandbox.getByRole('group', { name: 'the solution' });
  await expect(differences.locator('del').filter({ hasText: 'pbkdf2Sync' }).first()).toBeVisible();
  await expect(differences.locator('ins').filter({ hasText: 'promisify' }).first()).toBeVisible();
  await button(sandbox, 'Keep my code').click();
  await expect(differences).toHaveCount(0);
  await expect(button(sandbox, 'Show solution')).toBeFocused();
  await expect(button(sandbox, 'Reset')).toBeDisabled();
  await button(sandbox, 'Show solution').click();
  await button(sandbox, 'Apply the solution').click();
  await runToEnd(sandbox, 0);
  for (const claim of await sandbox.locator('[data-claim]').all()) {
    await expect(claim).toHaveAttribute('data-holds', 'true');
  }
  await button(sandbox, 'Undo').click();
  await expect(button(sandbox, 'Reset')).toBeDisabled();
});

test('an app that does not load is said, and Run tries again', async ({ page, context }) => {
  await context.route('**/app*.js', (route) => route.abort());
  const sandbox = await open(page);
  await button(sandbox, 'Run').click();
  await expect(sandbox.getByText('could not be loaded')).toBeVisible();
  await context.unroute('**/app*.js');
  await button(sandbox, 'Run').click();
  await expect(sandbox).toHaveAttribute('data-state', 'running');
});

test('in Korean', async ({ page }) => {
  const sandbox = await open(page, `/ko${CHAPTER}`);
  await expect(sandbox.getByText('Node v26.10.0에서 기록한 실행입니다')).toBeVisible();
  await expect(button(sandbox, '중지')).toBeDisabled();
  await button(sandbox, '실행').click();
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox.getByText('종료 코드 0으로 끝났습니다.')).toBeVisible();
  await expect(sandbox.getByRole('log', { name: '출력' })).toContainText('true');
  await expect(sandbox.locator('.tl-name').first()).toHaveText('호출');
  await expect(sandbox.locator('[data-claim="pbkdf2-sync-stalls"]')).toHaveAttribute(
    'data-holds',
    'true',
  );
});

test('axe finds nothing after a run, with editor, table, hints and question open', async ({
  page,
}) => {
  const sandbox = await open(page);
  await write(
    page,
    sandbox,
    [
      `import { lane } from '#timeline';`,
      String.raw`console.log('\x1b[31mred \x1b[0;42m on green\x1b[0m \x1b[90mgrey\x1b[0m');`,
      `const main = lane('main');`,
      `main.span('work', () => main.mark('half'));`,
    ].join('\n'),
  );
  await runToEnd(sandbox, 0);
  await expect(sandbox.locator('[data-claim]').first()).toHaveAttribute('data-holds', 'false');
  await sandbox.getByText('Timeline as a table').click();
  await sandbox.getByText('Hint 1 of 2').click();
  await sandbox.getByText('· embedded Node').click();
  await button(sandbox, 'Show solution').click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('node-sandbox').analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      colorScheme,
    ).toEqual([]);
  }
});

test('on a phone the page does not scroll sideways, before, during and after a run', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const sandbox = await open(page);
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  expect(await overflow()).toBe(0);
  await write(
    page,
    sandbox,
    [
      `import { heartbeat, lane } from '#timeline';`,
      `const main = lane('a lane with a long name, longer than its column is wide');`,
      `heartbeat(main, 10);`,
      `console.log('x'.repeat(300));`,
      `for (let i = 0; i < 30; i++) main.mark('a mark with a long label');`,
    ].join('\n'),
  );
  expect(await overflow()).toBe(0);
  await button(sandbox, 'Run').click();
  await expect(sandbox.locator('.tl-now')).toBeAttached();
  expect(await overflow()).toBe(0);
  await button(sandbox, 'Stop').click();
  await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  await sandbox.getByText('Timeline as a table').click();
  expect(await overflow()).toBe(0);
});
