/** Shared memory on any host: with headers, without, and below a path without. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import {
  allHosts,
  bareHosts,
  CHAPTER,
  countLoads,
  EMBEDDED,
  expect,
  expectEnd,
  isIsolated,
  older,
  open,
  run,
  shiftReload,
  test,
} from './hosts.ts';
import { button, write } from './notebook.ts';

const top = (sandbox: Locator) => sandbox.evaluate((host) => host.getBoundingClientRect().top);

for (const name of allHosts) {
  test(`${name}: the embedded Node runs, and the page is not reloaded`, async ({ page, hosts }) => {
    const sandbox = await open(page, hosts[name] + EMBEDDED);
    const count = countLoads(page);
    const before = await isIsolated(page);
    expect(before).toBe(name === 'with headers');
    await expectEnd(await run(sandbox));
    await expectEnd(await run(sandbox));
    expect(count.loads).toBe(0);
    expect(await isIsolated(page), 'the page stays as it was').toBe(before);
    if (name === 'with headers') return;

    await shiftReload(page);
    await expectEnd(await run(sandbox));
  });
}

for (const name of bareHosts) {
  older(`${name}, in an older browser: one reload loses nothing`, async ({ page, hosts }) => {
    const sandbox = await open(page, `${hosts[name]}${EMBEDDED}#the-subject`);
    await sandbox.getByRole('tab', { name: 'phone.js' }).click();
    await write(page, sandbox, 'export const edited = 1;');
    await sandbox.getByRole('tab', { name: 'index.js' }).click();
    await write(page, sandbox, "import './phone.js'; console.log('by hand');");
    await button(sandbox, 'Run').scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 37);
    const url = page.url();
    const place = await top(sandbox);

    const count = countLoads(page);
    await expectEnd(await run(sandbox));
    expect(await sandbox.getByRole('log').innerText()).toContain('by hand');
    expect(count.loads).toBe(1);
    expect(await isIsolated(page)).toBe(true);
    expect(page.url()).toBe(url);
    expect(Math.abs((await top(sandbox)) - place)).toBeLessThan(40);
    await sandbox.getByRole('tab', { name: 'phone.js' }).click();
    await expect(sandbox.locator('.cm-content')).toHaveText('export const edited = 1;');

    await page.reload();
    await expect(sandbox).toHaveAttribute('data-state', 'idle');
    await expect(sandbox.locator('.cm-content')).toBeVisible();
    await expect(sandbox, 'the run was asked for once').toHaveAttribute('data-state', 'idle');

    await shiftReload(page);
    expect(await isIsolated(page)).toBe(false);
    count.loads = 0;
    await expectEnd(await run(sandbox));
    expect(count.loads).toBe(1);
  });
}

test('WebContainer takes one reload, and then runs by itself', async ({
  page,
  hosts,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  const sandbox = await open(page, `${hosts['without headers']}${CHAPTER}?runtime=webcontainer`);
  const count = countLoads(page);
  await expectEnd(await run(sandbox), 'webcontainer');
  expect(count.loads).toBe(1);
  expect(await isIsolated(page)).toBe(true);
});

test('a dead WebContainer host costs no reload', async ({ page, hosts, webContainerHost }) => {
  await webContainerHost('refused');
  const sandbox = await open(page, `${hosts['without headers']}${CHAPTER}`);
  const count = countLoads(page);
  await expectEnd(await run(sandbox));
  expect(count.loads).toBe(0);
});

test('what is in the isolated frame cannot lead a frame to another address', async ({
  page,
  hosts,
}) => {
  const address = hosts['without headers'];
  const sandbox = await open(page, address + EMBEDDED);
  await expectEnd(await run(sandbox));
  const isolated = page.frames().find((frame) => frame.url().startsWith(`${address}_isolated/`))!;
  expect(await isolated.evaluate(() => crossOriginIsolated)).toBe(true);
  const blocked = await isolated.evaluate(
    (elsewhere) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI));
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = `<meta http-equiv="refresh" content="0;url=${elsewhere}">`;
        document.body.append(frame);
      }),
    `${address}?secret`,
  );
  expect(blocked).toMatch(/^http:\/\/localhost/);
});

older('two tabs keep their own edits, and each runs its own', async ({ context, hosts }) => {
  const address = hosts['without headers'] + EMBEDDED;
  const tabs: [Page, Locator, string][] = [];
  for (const text of ['first tab', 'second tab']) {
    const page = await context.newPage();
    const sandbox = await open(page, address);
    await write(page, sandbox, `console.log('${text}');`);
    tabs.push([page, sandbox, text]);
  }
  for (const [page, sandbox, text] of tabs) {
    await page.bringToFront();
    const count = countLoads(page);
    await expectEnd(await run(sandbox));
    expect(await sandbox.getByRole('log').innerText()).toContain(text);
    expect(count.loads).toBe(1);
  }
});

/** A tab that was closed in the middle of its reload has left something behind. */
older('what a broken reload left behind starts nothing elsewhere', async ({ context, hosts }) => {
  const address = hosts['without headers'];
  const page = await strayTab(context, address);
  const sandbox = await open(page, address + EMBEDDED);
  await button(sandbox, 'Run').scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  await expect(sandbox).toHaveAttribute('data-state', 'idle');
  await expectEnd(await run(sandbox));
});

async function strayTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate((elsewhere) => {
    sessionStorage.setItem('in-step:tab', 'stray');
    const kept = { 'in-step': { edits: { source: '', files: {} }, file: 'index.js', runs: true } };
    localStorage.setItem('in-step:reload:stray', JSON.stringify({ address: elsewhere, kept }));
  }, `${address}asynchronous-io/`);
  return page;
}
