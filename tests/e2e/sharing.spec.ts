/** Code that leaves the page and code that comes to it, in the built site. */
import AxeBuilder from '@axe-core/playwright';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from '../fixtures/test.ts';
import { button, sandboxOn, write } from './notebook.ts';

const CHAPTER = '/synchronous-io/';
const SANDBOX = 'blocking-call';
const CODE = `import { lane } from '#timeline';\nlane('main').mark('here');\nconsole.log('shared 동기');`;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a link carries the code to another reader, who decides; nothing runs by itself', async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${CHAPTER}?runtime=embedded`);
  const sandbox = sandboxOn(page, SANDBOX);
  await write(page, sandbox, CODE);
  await button(sandbox, 'Share').click();
  await button(sandbox, 'Copy link').click();
  await expect(sandbox.getByText('The link is on the clipboard.')).toBeVisible();
  const link = await sandbox.getByRole('textbox', { name: 'Link to this code' }).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(link).toMatch(/\/synchronous-io\/#code=blocking-call\.[\w-]+$/);

  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'ko',
    reducedMotion: 'reduce',
  });
  const other = await context.newPage();
  const theirs = sandboxOn(other, SANDBOX);
  const editor = theirs.locator('.cm-content');
  // Their own work is there already.
  await other.goto(`/ko${CHAPTER}?runtime=embedded`);
  await write(other, theirs, 'console.log("my own");');
  await other.goto(link.replace('/synchronous-io/', `/ko${CHAPTER}?runtime=embedded`));
  await expect(theirs.getByText('링크에 담겨 온 코드이며')).toBeVisible();
  await expect(editor).toContainText('shared 동기');
  await expect(theirs.locator('.nb-title')).toBeInViewport();
  await expect(theirs).toHaveAttribute('data-state', 'idle');

  await button(theirs, '차이 보기').click();
  await expect(theirs.locator('.nb-diff del')).toContainText(['내 코드', 'console.log("my own");']);
  await expect(theirs.locator('.nb-diff ins').last()).toContainText('shared 동기');
  await button(theirs, '공유').click();
  await expect(button(theirs, '링크 복사')).toBeVisible();
  expect(await overflow(other)).toBe(0);
  const { violations } = await new AxeBuilder({ page: other }).include('node-sandbox').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual(
    [],
  );

  await button(theirs, '내 코드로 돌아가기').click();
  await expect(editor).toHaveText('console.log("my own");');
  expect(new URL(other.url()).hash).toBe('');
  await other.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await expect(editor).toContainText('shared 동기');
  await button(theirs, '이 코드 유지').click();
  await other.reload();
  await theirs.scrollIntoViewIfNeeded();
  await expect(editor).toContainText('shared 동기');
  await expect(theirs.getByText('링크에 담겨 온 코드이며')).toHaveCount(0);
  await expect(theirs).toHaveAttribute('data-state', 'idle');
  await context.close();
});

test('a link that brings no code of this page ends in a sentence', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(`${CHAPTER}#code=${SANDBOX}.<img src=x onerror=alert(1)>`);
  const sandbox = sandboxOn(page, SANDBOX);
  await expect(sandbox.getByText('The link’s code cannot be read')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');

  const go = (hash: string) => page.evaluate((value) => (location.hash = value), hash);
  await go(`#code=${SANDBOX}.${'A'.repeat(60_000)}`);
  await expect(sandbox.getByText('more code than this page takes')).toBeVisible();
  await go('#code=of-another-page.AAAA');
  await expect(
    page.locator('node-sandbox').first().getByText('a sandbox that is not on this page'),
  ).toBeVisible();
  await expect(sandbox.locator('[data-file="index.js"] pre')).toBeVisible();
  expect(errors).toEqual([]);
});

test('the zip runs with node index.js, and StackBlitz gets the same files when asked', async ({
  page,
}) => {
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, SANDBOX);
  await write(page, sandbox, CODE);
  await button(sandbox, 'Share').click();
  const downloading = page.waitForEvent('download');
  await button(sandbox, 'Download zip').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${SANDBOX}.zip`);
  await expect(sandbox.getByText(`folder ${SANDBOX}: node index.js`)).toBeVisible();

  const unzipped = Object.entries(unzipSync(readFileSync(await download.path())));
  const files = unzipped.filter(([path]) => !path.endsWith('/'));
  const folder = mkdtempSync(join(tmpdir(), 'in-step-zip-'));
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const output = execFileSync(process.execPath, ['index.js'], {
      cwd: join(folder, SANDBOX),
      encoding: 'utf8',
    });
    expect(output).toContain('shared 동기\n');
    expect(output).toContain('"label":"here"');
  } finally {
    rmSync(folder, { recursive: true });
  }

  const asked: string[] = [];
  await page.context().route('https://stackblitz.com/**', async (route) => {
    asked.push(route.request().postData() ?? '');
    await route.fulfill({ contentType: 'text/html', body: '<title>double</title>' });
  });
  const opening = page.context().waitForEvent('page');
  await button(sandbox, 'Open in StackBlitz').click();
  const opened = await opening;
  await expect(opened).toHaveTitle('double');
  expect(opened.url()).toBe('https://stackblitz.com/run?file=index.js');
  expect(await opened.evaluate(() => opener)).toBe(null);
  const sent = new URLSearchParams(asked[0]);
  expect(sent.get('project[template]')).toBe('node');
  for (const [path, bytes] of files) {
    const name = path.slice(SANDBOX.length + 1);
    const text = sent.get(`project[files][${name}]`)!.replaceAll('\r\n', '\n');
    expect(text, name).toBe(strFromU8(bytes));
  }
  await page.context().setOffline(true);
  await button(sandbox, 'Open in StackBlitz').click();
  await expect(sandbox.getByText('this browser is offline')).toBeVisible();
  expect(asked).toHaveLength(1);
});

test('of a lesson that has changed the reader sees the differences, then chooses', async ({
  page,
}) => {
  await page.addInitScript(
    ([key, edits]) => localStorage.setItem(key!, localStorage.getItem(key!) ?? edits!),
    [
      `in-step:edits:${SANDBOX}`,
      JSON.stringify({ source: 'older', files: { 'index.js': 'console.log("older");\n' } }),
    ],
  );
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, SANDBOX);
  await sandbox.scrollIntoViewIfNeeded();
  await expect(sandbox.getByText('has changed since you edited it')).toBeVisible();
  await button(sandbox, 'Show differences').click();
  await expect(sandbox.locator('.nb-diff ins').last()).toHaveText('+ console.log("older");');
  await button(sandbox, 'Take the new one').click();
  await expect(sandbox.locator('.nb-diff')).toHaveCount(0);
  await expect(sandbox.locator('.cm-content')).toContainText('Two jobs');
  await button(sandbox, 'Undo').click();
  await expect(sandbox.locator('.cm-content')).toHaveText('console.log("older");');
});
