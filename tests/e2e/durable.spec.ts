/** The folder that outlives the page, as the reader of a notebook finds it. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { button, names, outcome, sandboxOn, write } from './notebook.ts';

const CHAPTER = '/synchronous-io/';

async function open(page: Page, language = ''): Promise<Locator> {
  await page.goto(`${language}${CHAPTER}?runtime=embedded`);
  return sandboxOn(page, 'in-step');
}

/** What the program prints. */
async function runCode(page: Page, sandbox: Locator, code: string): Promise<string> {
  await write(page, sandbox, `import fs from 'node:fs';\nprocess.chdir('/mnt/durable');\n${code}`);
  await button(sandbox, names(new URL(page.url()).pathname).run).click();
  return (await outcome(sandbox)).output.trim();
}

const folder = (sandbox: Locator) =>
  sandbox.getByRole('region', { name: /Durable folder|보존 폴더/ });
const LIST = `console.log(fs.readdirSync('.', { recursive: true }).sort().join());`;

test('what was fsynced is there after a reload, is listed, and can be wiped', async ({ page }) => {
  const sandbox = await open(page);
  await expect(folder(sandbox), 'before a program has used it').toHaveCount(0);
  await runCode(
    page,
    sandbox,
    `fs.mkdirSync('logs');
     fs.writeFileSync('logs/first', 'x'.repeat(1234), { flush: true });
     fs.writeFileSync('unsynced', 'x');`,
  );
  const items = folder(sandbox).getByRole('listitem');
  await expect(items).toHaveText(['logs/first 1,234 bytes', 'unsynced 1 byte']);

  await page.reload();
  expect(await runCode(page, sandbox, LIST)).toBe('logs,logs/first');
  await expect(items).toHaveText(['logs/first 1,234 bytes']);

  await button(folder(sandbox), 'Wipe').click();
  await button(folder(sandbox), 'Cancel').click();
  await expect(items).toHaveCount(1);
  await button(folder(sandbox), 'Wipe').click();
  await button(folder(sandbox), 'Remove').click();
  await expect(folder(sandbox)).toContainText('It is empty.');
  await expect(items).toHaveCount(0);
  expect(await runCode(page, sandbox, LIST)).toBe('');
});

test('another tab that has it is named, and no longer once that is closed', async ({
  page,
  context,
}) => {
  const sandbox = await open(page);
  await runCode(page, sandbox, `fs.writeFileSync('here', 'x', { flush: true });`);
  const second = await context.newPage();
  const other = await open(second);
  expect(await runCode(second, other, LIST)).toContain('EBUSY');
  await expect(folder(other).getByRole('alert')).toContainText('Another tab of this site is using');
  await page.close();
  await button(other, 'Run').click();
  await outcome(other);
  await expect(folder(other).getByRole('listitem')).toHaveText(['here 1 byte']);
  await expect(folder(other).getByRole('alert')).toHaveCount(0);
});

test('a browser without such storage is told so in words', async ({ page }) => {
  await page.route('**/_node/disk.*.js', async (route) => {
    const response = await route.fetch();
    const line = 'navigator.storage.getDirectory = undefined;';
    await route.fulfill({ response, body: line + (await response.text()) });
  });
  const sandbox = await open(page, '/ko');
  expect(await runCode(page, sandbox, LIST)).toContain('ENODEV');
  await expect(folder(sandbox).getByRole('alert')).toContainText('Origin Private File System');
  await expect(folder(sandbox).getByRole('alert')).toContainText('최신 Chrome');
});
