/** Where code runs when the WebContainer host is not what it should be, and when the reader chooses. */
import { readSettings } from '../../src/build/settings.ts';
import { expect, test } from '../fixtures/test.ts';
import { names, sandboxOn } from './notebook.ts';
import { chapter, expectEnd, openBadge, runAgain, runOn, state } from './where.ts';

/** Milliseconds within which a step that lasts is said: 300, and the frames around them. */
const LATE = 400;

test('a host that never answers holds a run up until the probe’s deadline, and no longer', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('silent');
  await page.clock.install();
  await page.goto(chapter);
  await page.clock.pauseAt(Date.now() + 60_000);
  const probe = page.waitForRequest(/\/headless$/);
  const sandbox = await runAgain(page, chapter);
  await probe;
  await expect(state(sandbox)).toHaveText('Starting…');
  await page.clock.runFor(LATE);
  await expect(state(sandbox)).toContainText('Checking whether WebContainer');
  const { checking } = readSettings({}).deadlines.webcontainer;
  await page.clock.runFor(checking - LATE - 1);
  await expect(state(sandbox)).toContainText('Checking whether WebContainer');
  await page.clock.runFor(1);
  await page.clock.runFor(LATE);
  await expect(state(sandbox)).toContainText(/embedded Node|Running|exit code/);
  await page.clock.resume();
  await expectEnd(sandbox, 'embedded');
  await expect(await openBadge(sandbox)).toContainText(/took too long/);
});

test('the failure is remembered for the session, until Retry finds the host healthy', async ({
  page,
  webContainerHost,
}) => {
  const host = await webContainerHost('refused');
  await expectEnd(await runOn(page, chapter), 'embedded');

  host.state = 'healthy';
  const sandbox = await runOn(page, chapter);
  await expectEnd(sandbox, 'embedded');
  expect(host.visits).toBe(0);

  const badge = await openBadge(sandbox);
  await badge.getByRole('button', { name: names(chapter).retry }).click();
  await expectEnd(sandbox, 'webcontainer');
  expect(host.visits).toBe(1);
});

test('?runtime=embedded asks nobody else', async ({ page, webContainerHost }) => {
  const host = await webContainerHost('healthy');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).hostname));
  await expectEnd(await runOn(page, `${chapter}?runtime=embedded`), 'embedded');
  expect(host.visits).toBe(0);
  expect([...new Set(asked)].filter((hostname) => hostname !== 'localhost' && hostname)).toEqual(
    [],
  );
});

test('the reader’s choice is one click, and is kept for the next visit', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  const sandbox = await runOn(page, chapter);
  await expectEnd(sandbox, 'webcontainer');

  const badge = await openBadge(sandbox);
  await badge.getByRole('button', { name: names(chapter).use.embedded }).click();
  await expectEnd(await runAgain(page, chapter), 'embedded');
  await expectEnd(await runOn(page, chapter), 'embedded');
});

test('nothing of a container is loaded before the first Run', async ({
  page,
  webContainerHost,
}) => {
  const host = await webContainerHost('healthy');
  await page.goto(chapter);
  await sandboxOn(page, 'in-step').scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  expect(scripts.filter((path) => /webcontainer|_node\//i.test(path))).toEqual([]);
  expect(host.visits).toBe(0);
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('once it runs, the embedded Node needs no network at all', async ({ page, context }) => {
  const sandbox = await runOn(page, `${chapter}?runtime=embedded`);
  await expectEnd(sandbox, 'embedded');
  await context.setOffline(true);
  await expectEnd(await runAgain(page, chapter), 'embedded');
});

test('offline before the first Run: said in words, and Retry works once online', async ({
  page,
  context,
}) => {
  await page.goto(`${chapter}?runtime=embedded`);
  const sandbox = sandboxOn(page, 'in-step');
  await sandbox.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(sandbox.locator('.cm-content')).toBeVisible();
  await context.setOffline(true);
  await runAgain(page, chapter);
  await expect(sandbox).toHaveAttribute('data-state', 'failed');
  await expect(sandbox.getByText('This browser is offline')).toBeVisible();

  await context.setOffline(false);
  await sandbox
    .getByRole('button', { name: names(chapter).retry })
    .first()
    .click();
  await expectEnd(sandbox, 'embedded');
});

test('a WebContainer that is lost in mid-run is said and replaced, and edits are kept', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  await page.goto(chapter);
  const sandbox = sandboxOn(page, 'in-step');
  await sandbox.getByRole('button', { name: 'Edit', exact: true }).click();
  await sandbox.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    `console.log(process.release.name); if (process.env.HOME !== '/home/user') setInterval(() => {}, 1000);`,
  );
  await runAgain(page, chapter);
  await expect(sandbox.getByRole('log')).toHaveText('node');
  await page.locator('iframe[src*="headless"]').evaluate((frame) => frame.remove());
  await expect(sandbox).toHaveAttribute('data-state', 'failed');
  await expect(sandbox.getByRole('status').last()).toContainText('WebContainer was lost');

  await runAgain(page, chapter);
  await expectEnd(sandbox, 'embedded');
  await expect(sandbox.getByRole('log')).toHaveText('node');
  await expect(await openBadge(sandbox)).toContainText('Reload the page to start it anew');
});
