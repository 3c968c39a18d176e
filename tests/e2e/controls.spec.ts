/** Sliders, a seed and faults, in the built site: set, run, shared, run again by somebody else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, test } from '../fixtures/test.ts';
import { expectNoViolations } from './axe.ts';
import { button, runToEnd, sandboxOn } from './notebook.ts';

const CHAPTER = '/async-replication/';
const LINKS = 'three-ways-to-commit';
const CRASH = 'primary-dies';

/** What the client was told in each of the three ways: how many writes were acknowledged. */
const acknowledged = (output: string) =>
  output.match(/(asynchronous|one of two|all): acknowledged [\d ]+/g)?.map((line) => line.trim());

const isExited = (sandbox: Locator) =>
  expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a slider is moved with the keyboard; what it stood at is said, kept, compared and set back', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  await page.goto(`${CHAPTER}?runtime=webcontainer`);
  const sandbox = sandboxOn(page, LINKS);
  const long = sandbox.getByRole('slider', { name: 'Long link' });

  await test.step('moved before what runs the code is there', async () => {
    await long.focus();
    await page.keyboard.press('End');
    await expect(long).toHaveAttribute('aria-valuetext', '200 ms');
    await expect(sandbox.locator('output').first()).toHaveText('200 ms');
  });

  await test.step('the run goes by it', async () => {
    await runToEnd(sandbox, 0);
    await expect(sandbox.getByText('This run: Long link 200 ms, Short link 10 ms.')).toBeVisible();
    const output = await sandbox.getByRole('log').innerText();
    const [, waited] = /all: .*\n.*waited at least ([\d.]+) ms/.exec(output)!;
    // There and back; a millisecond less, as timers round.
    expect(Number(waited)).toBeGreaterThan(398);
    await sandbox.getByRole('combobox').selectOption('the recorded run');
    const title = 'The recorded run (Long link 60 ms, Short link 10 ms)';
    await expect(sandbox.getByText(title)).toBeVisible();
  });

  await test.step('it is kept over a reload, set back by Reset, and taken back', async () => {
    await page.reload();
    await sandbox.scrollIntoViewIfNeeded();
    await expect(long).toHaveValue('200');
    await button(sandbox, 'Reset').click();
    await expect(long).toHaveValue('60');
    await button(sandbox, 'Undo').click();
    await expect(long).toHaveValue('200');
  });
});

test('a fault runs at a moment drawn from the seed, and again for whoever gets the link', async ({
  page,
  browser,
}) => {
  await page.goto(`${CHAPTER}?runtime=embedded`);
  const sandbox = sandboxOn(page, CRASH);
  const seed = sandbox.getByRole('spinbutton', { name: 'Seed' });
  const crash = button(sandbox, 'Crash the primary');
  let counts: string[] | undefined;
  let link = '';

  await test.step('a button runs with its fault', async () => {
    await expect(button(sandbox, 'Partition the network')).toHaveAttribute('aria-pressed', 'true');
    await seed.fill('8');
    await crash.click();
    await expect(crash).toHaveAttribute('aria-pressed', 'true');
    await isExited(sandbox);
    await expect(sandbox.getByText('This run: seed 8, Crash the primary.')).toBeVisible();
    const output = await sandbox.getByRole('log').innerText();
    expect(output).toContain('crash with write 5');
    counts = acknowledged(output);
    expect(counts).toHaveLength(3);
  });

  await test.step('what is said of another fault only is not said of it', async () => {
    const claim = (id: string) => sandbox.locator(`[data-claim="${id}"]`);
    await expect(claim('all-have-it')).toHaveAttribute('data-holds', 'true');
    await expect(claim('all-stands-still')).not.toHaveAttribute('data-holds');
    await expect(claim('all-stands-still')).toContainText('but of runs with: Partition');
    await expect(
      sandbox.getByRole('status').filter({ hasText: 'Every claim holds.' }),
    ).toBeVisible();
  });

  await test.step('what is no seed is not taken', async () => {
    await seed.fill('0');
    await seed.blur();
    await expect(seed).toHaveValue('8');
  });

  await test.step('the zip does the same in real Node', async () => {
    await button(sandbox, 'Share').click();
    await button(sandbox, 'Copy link').click();
    link = await sandbox.getByRole('textbox', { name: 'Link to this code' }).inputValue();
    expect(link).toMatch(/#code=primary-dies\.[\w-]+&SEED=8&FAULT=crash$/);
    const downloading = page.waitForEvent('download');
    await button(sandbox, 'Download zip').click();
    const path = await (await downloading).path();
    await expect(sandbox.getByText('node --env-file=.env index.js')).toBeVisible();
    expect(acknowledged(runZip(path, ['--env-file=.env', 'index.js']))).toEqual(counts);
  });

  await test.step('the link repeats the run elsewhere, when its reader says so', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    const other = await context.newPage();
    await other.goto(link.replace(CHAPTER, `/ko${CHAPTER}?runtime=embedded`));
    const theirs = sandboxOn(other, CRASH);
    await expect(theirs.getByText('링크에 담겨 온 조건입니다.')).toBeVisible();
    await expect(theirs).toHaveAttribute('data-state', 'idle');
    await expect(theirs.getByRole('spinbutton', { name: '시드' })).toHaveValue('8');
    await expect(button(theirs, '주 서버 죽이기')).toHaveAttribute('aria-pressed', 'true');
    expect(await overflow(other)).toBe(0);
    await expectNoViolations(other, { within: 'node-sandbox' });
    await button(theirs, '실행').click();
    await isExited(theirs);
    expect(acknowledged(await theirs.getByRole('log').innerText())).toEqual(counts);
    await expect(theirs.getByText('이 실행의 조건: 시드 8, 주 서버 죽이기')).toBeVisible();
    await button(theirs, '이전 조건으로 돌아가기').click();
    await expect(theirs.getByRole('spinbutton', { name: '시드' })).toHaveValue('1');
    await context.close();
  });

  await test.step('a link that sets what cannot be is refused', async () => {
    const { hash } = new URL(link.replace('SEED=8', 'SEED=8.5'));
    await page.evaluate((value) => (location.hash = value), hash);
    await expect(sandbox.getByText('sets a control to something that it cannot be')).toBeVisible();
    await expect(seed).toHaveValue('8');
    expect(new URL(page.url()).hash).toBe('');
  });

  await test.step('a new seed is another one', async () => {
    await button(sandbox, 'New seed').click();
    await expect(seed).not.toHaveValue('8');
  });
});

test('without JavaScript there are no controls, and the recorded run says what it had', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(CHAPTER);
  const sandbox = sandboxOn(page, LINKS);
  await expect(
    sandbox.getByText('The recorded run: Long link 60 ms, Short link 10 ms.'),
  ).toBeVisible();
  await expect(sandbox.getByRole('slider')).toHaveCount(0);
  await expect(sandboxOn(page, CRASH).getByRole('button', { name: 'Crash' })).toHaveCount(0);
  await context.close();
});

/** Unpacks a sandbox's zip and runs it; what it prints. */
function runZip(path: string, args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'in-step-zip-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(path)))) {
      if (name.endsWith('/')) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    return execFileSync(process.execPath, args, { cwd: join(folder, CRASH), encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
