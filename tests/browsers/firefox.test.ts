/** The built site in Firefox: it isolates no single frame, so a host without headers takes a reload. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { dist, serve, type HostOptions } from '../../src/commands/serve.ts';

const CHAPTER = 'synchronous-io/?runtime=embedded';
const SANDBOX = 'node-sandbox[name="in-step"]';
/** Milliseconds. */
const PATIENCE = 120_000;

let browser: Browser;

before(async () => {
  browser = await launch({ browser: 'firefox', executablePath: process.env.FIREFOX_PATH! });
});

after(() => browser.close());

/** Opens the chapter on a host of its own, in a profile of its own. */
async function open(options: HostOptions, use: (page: Page) => Promise<void>) {
  const server = await serve(dist, 0, options);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/${CHAPTER}`);
    await use(page);
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
}

const clickButton = (page: Page, name: string) =>
  page.locator(`${SANDBOX} ::-p-aria(${name}[role="button"])`).click();

async function end(page: Page) {
  await page.waitForSelector(`${SANDBOX}:is([data-state=exited], [data-state=failed])`);
  return page.$eval(SANDBOX, (host) => {
    const { state, exitCode, runtime } = (host as HTMLElement).dataset;
    const output = host.querySelector('[role=log]')!.textContent;
    return { state, exitCode, runtime, output, isIsolated: crossOriginIsolated };
  });
}

test('with headers the embedded Node runs, and the page is not reloaded', () =>
  open({}, async (page) => {
    await page.evaluate(() => (document.title = 'the same document'));
    await clickButton(page, 'Run');
    const { state, exitCode, runtime, isIsolated } = await end(page);
    assert.equal(await page.title(), 'the same document');
    assert.deepEqual(
      { state, exitCode, runtime, isIsolated },
      {
        state: 'exited',
        exitCode: '0',
        runtime: 'embedded',
        isIsolated: true,
      },
    );
  }));

test('without headers one reload brings the run, the edits and the place', () =>
  open({ isolates: false }, async (page) => {
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    await clickButton(page, 'Edit');
    await (await page.waitForSelector(`${SANDBOX} .cm-content`))!.focus();
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type("console.log('by hand');");

    const reloaded = page.waitForNavigation();
    await clickButton(page, 'Run');
    await reloaded;
    const { state, exitCode, runtime, isIsolated, output } = await end(page);
    assert.deepEqual(
      { state, exitCode, runtime, isIsolated, output },
      {
        state: 'exited',
        exitCode: '0',
        runtime: 'embedded',
        isIsolated: true,
        output: 'by hand\n',
      },
    );

    await clickButton(page, 'Run');
    assert.equal((await end(page)).state, 'exited', 'and the next run takes none');
  }));
