/** The editor in the built site: its colours, errors at their lines, completion. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const CHAPTER = '/synchronous-io/?runtime=embedded';
const SANDBOX = 'blocking-call';

/** Each line of code as runs of text of one colour. */
function coloured(lines: Locator): Promise<string[]> {
  return lines.evaluateAll((all) =>
    all.map((line) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const runs: [string, string][] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { color } = getComputedStyle(node.parentElement!);
        const last = runs.at(-1);
        if (last?.[0] === color) last[1] += node.textContent;
        else runs.push([color, node.textContent!]);
      }
      return JSON.stringify(runs);
    }),
  );
}

test('the editor draws every character in the colour that it had', async ({ page }) => {
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, SANDBOX);
  const before = await coloured(sandbox.locator('[data-file="index.js"] .line'));
  expect(new Set(before.flatMap((line) => line.match(/rgb[^"]*/g))).size).toBeGreaterThan(4);
  await button(sandbox, 'Edit').click();
  await expect(sandbox.locator('.cm-content')).toBeFocused();
  const after = await coloured(sandbox.locator('.cm-line'));
  expect(after.length).toBeGreaterThan(10);
  expect(after).toEqual(before.slice(0, after.length));
});

test('an error is marked at its line, and its stack leads there', async ({ page }) => {
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, SANDBOX);
  const editor = sandbox.locator('.cm-content');
  const marked = sandbox.locator('.cm-line.nb-fault');
  const log = sandbox.getByRole('log');
  const tab = (name: string) => sandbox.getByRole('tab', { name });

  await tab('exercise.js').click();
  await write(page, sandbox, 'export function hashAll() {\n  null.missing;\n}');
  await tab('index.js').click();
  await write(page, sandbox, `import { hashAll } from './exercise.js';\n\nhashAll();`);
  await runToEnd(sandbox, 1);
  await expect(marked).toHaveCount(0);

  await test.step('from the state line, with the keyboard', async () => {
    await button(sandbox, 'Go to line 2 of exercise.js').focus();
    await page.keyboard.press('Enter');
    await expect(tab('exercise.js')).toHaveAttribute('aria-selected', 'true');
    await expect(editor).toBeFocused();
    await expect(marked).toHaveText('  null.missing;');
    await expect(marked).toHaveAttribute(
      'data-fault',
      /^TypeError: Cannot read properties of null/,
    );
    await page.keyboard.insertText('void 0; ');
    await expect(editor).toContainText('void 0; missing;');
    await expect(marked).toHaveCount(0);
  });
  await test.step('from a frame in the output', async () => {
    const frame = log.getByRole('link', { name: /index\.js:3:1$/ });
    await expect(frame).toHaveAccessibleDescription('Go to line 3 of index.js');
    await frame.click();
    await expect(tab('index.js')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.insertText('here.');
    await expect(editor).toContainText('here.hashAll();');
  });
  await test.step('a run without an error takes the mark away', async () => {
    await write(page, sandbox, 'throw new Error("<b>bold</b>");');
    await runToEnd(sandbox, 1);
    await expect(marked).toHaveAttribute('data-fault', 'Error: <b>bold</b>');
    await write(page, sandbox, 'console.log("file:///etc/index.js:1:1 /blocking-call/x.js:1:1");');
    await runToEnd(sandbox, 0);
    await expect(marked).toHaveCount(0);
    await expect(log.getByRole('link')).toHaveCount(0);
  });
});

test('an error in code that nobody edits is marked as well', async ({ page }) => {
  await page.addInitScript((key) => {
    const files = { 'index.js': '\nundefinedName;\n' };
    localStorage.setItem(key, JSON.stringify({ source: '', files }));
  }, `in-step:edits:${SANDBOX}`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/ko${CHAPTER}`);
  const sandbox = sandboxOn(page, SANDBOX);
  await button(sandbox, '실행').click();
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox.locator('[data-fault*="undefinedName is not defined"]')).toBeVisible();
  await expect(button(sandbox, 'index.js 2번째 줄로 가기')).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test('Node’s names are completed, and Esc, then Tab still leaves', async ({ page }) => {
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, SANDBOX);
  const editor = sandbox.locator('.cm-content');
  const options = sandbox.getByRole('listbox').getByRole('option');
  await write(page, sandbox, '');
  await page.keyboard.type('process.nextT');
  await expect(options.first()).toHaveText('nextTick');
  // CodeMirror takes no key until the list has stood for a moment, so the choice is clicked.
  await options.first().click();
  await expect(editor).toHaveText('process.nextTick');
  await page.keyboard.type('();\nsetTime');
  await expect(options).toHaveCount(0);
  await page.keyboard.press('Control+Space');
  await expect(options.first()).toHaveText('setTimeout');
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});
