/** What the page says, and keeps, when a program asks for more than it gets. */
import { findBrowser } from '../../src/commands/find-browser.ts';
import { BareTab } from '../fixtures/bare-tab.ts';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const CHAPTER = '/asynchronous-io/';
const SANDBOX = 'async-but-blocking';
const OTHER = 'send-and-go-on';
/** Enough for the page and for Node, and used up in seconds. */
const HEAP_MEGABYTES = 200;

test('of very many lines the last 10,000 are kept and folded, and how many are not is said', async ({
  page,
}) => {
  await page.goto(`${CHAPTER}?runtime=embedded`);
  const sandbox = sandboxOn(page, SANDBOX);
  await write(page, sandbox, 'for (let i = 1; i <= 12_345; i++) console.log(`line ${i}`);');
  await runToEnd(sandbox, 0);
  const words = 'Only the last 10,000 lines are shown; 2,345 earlier ones are left out.';
  await expect(sandbox.getByText(words)).toBeVisible();
  const lines = sandbox.getByRole('log').locator('> [data-line]');
  await expect(lines).toHaveCount(140);
  await button(sandbox, 'Show 9,860 more lines').click();
  await expect(sandbox.getByRole('log')).toBeFocused();
  await expect(lines).toHaveCount(10_000);
  await expect(lines.first()).toHaveText('line 2346');
  await expect(lines.last()).toHaveText('line 12345');
});

test('a run of more than a minute goes on, and asks whether it is to', async ({ page }) => {
  await page.clock.install();
  await page.goto(`/ko${CHAPTER}?runtime=embedded`);
  const sandbox = sandboxOn(page, SANDBOX);
  const status = sandbox.getByRole('status').filter({ hasText: '실행' });
  await write(page, sandbox, 'console.log("on and on"); setInterval(() => {}, 1000);');
  await button(sandbox, '실행').click();
  await expect(sandbox.getByRole('log')).toHaveText('on and on');
  await expect(status).toHaveText('실행 중…');

  await page.clock.fastForward(61_000);
  await expect(status).toContainText('오래 실행되고 있습니다.');
  await button(sandbox, '계속 실행').focus();
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('실행 중…');

  await page.clock.fastForward(301_000);
  await expect(button(sandbox, '계속 실행')).toBeVisible();
  await button(sandbox, '중지').click();
  await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  await expect(button(sandbox, '계속 실행')).toHaveCount(0);
});

test('a program that uses up the memory takes Node down, not the page: said, and replaced', async ({
  baseURL,
}) => {
  const url = `${baseURL}${CHAPTER}?runtime=embedded`;
  const tab = await BareTab.open(findBrowser()!, url, HEAP_MEGABYTES);
  try {
    const inside = (name: string) => `document.querySelector('node-sandbox[name="${name}"]')`;
    const state = (name: string) => () => tab.evaluate(`${inside(name)}?.dataset.state`);
    const output = (name: string) =>
      tab.evaluate(`${inside(name)}.querySelector('[role="log"]').textContent`);
    const run = (name: string) =>
      tab.evaluate(
        `[...${inside(name)}.querySelectorAll('button')].find((b) => b.textContent === 'Run').click()`,
      );
    const keep = async (code: string) => {
      await expect.poll(state(SANDBOX)).toBe('idle');
      const edits = JSON.stringify({ source: '', files: { 'index.js': code } });
      const key = `in-step:edits:${SANDBOX}`;
      await tab.evaluate(`localStorage.setItem('${key}', ${JSON.stringify(edits)})`);
      await tab.evaluate('globalThis.isOld = true; location.reload()');
      await expect.poll(() => tab.evaluate('globalThis.isOld')).toBe(undefined);
      await expect.poll(() => tab.evaluate(`${inside(OTHER)}?.matches(':defined')`)).toBe(true);
    };

    const code =
      'console.log("eating"); for (const all = []; ;) all.push(new Array(10_000).fill(0.5));';
    await keep(code);
    await run(OTHER);
    await expect.poll(state(OTHER), { timeout: 60_000 }).toBe('exited');
    const before = await output(OTHER);
    await run(SANDBOX);
    await expect.poll(state(SANDBOX), { timeout: 90_000 }).toBe('failed');

    const said = await tab.evaluate(`${inside(SANDBOX)}.querySelector('.nb-state').textContent`);
    expect(said).toContain('as it does when a program uses up the memory');
    expect(await output(SANDBOX)).toContain('eating');
    expect(await output(OTHER)).toBe(before);
    expect(await tab.evaluate(`${inside(SANDBOX)}.textContent`)).toContain(code);

    await run(OTHER);
    await expect.poll(state(OTHER)).not.toBe('exited');
    await expect.poll(state(OTHER), { timeout: 60_000 }).toBe('exited');
    expect(await tab.evaluate(`document.querySelectorAll('iframe').length`)).toBe(1);
  } finally {
    await tab.close();
  }
});
