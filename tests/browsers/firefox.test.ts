/**
 * The built site in Firefox: it isolates no single frame, so a host without headers takes a reload;
 * and a preview has no way out there either.
 */
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { dist, type HostOptions } from '../../src/commands/serve.ts';
import { CHAPTER, SANDBOX, withServer } from '../fixtures/previewed-chapter.ts';
import { launchFirefox, PATIENCE, visit } from './visit.ts';

const NOTEBOOK = `node-sandbox[name="${SANDBOX}"]`;

const browser = launchFirefox();

after(async () => (await browser).close());

/** Opens the chapter on a host of its own. */
const open = (options: HostOptions, use: (page: Page) => Promise<void>, root?: string) =>
  visit(browser, `${CHAPTER}?runtime=embedded`, use, { ...options, root });

const clickButton = (page: Page, name: string) =>
  page.locator(`${NOTEBOOK} ::-p-aria(${name}[role="button"])`).click();

async function end(page: Page) {
  await page.waitForSelector(`${NOTEBOOK}:is([data-state=exited], [data-state=failed])`);
  return page.$eval(NOTEBOOK, (host) => {
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
    await (await page.waitForSelector(`${NOTEBOOK} .cm-content`))!.focus();
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

/** Every frame of the page is asked, as often as it takes, until `find` gives something in one. */
async function inSomeFrame<T>(page: Page, find: () => T | null): Promise<T> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    for (const frame of page.frames()) {
      // A frame may go before it is asked, or while it is.
      const ask = async () => frame.evaluate(find);
      const found = await ask().catch(() => null);
      if (found !== null) return found;
    }
  }
  throw new Error('No frame of the page has it.');
}

test('a preview reaches neither the site nor anything else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'previewed-'));
  const chapter = join(folder, CHAPTER, 'index.html');
  await cp(dist, folder, { recursive: true });
  await writeFile(chapter, await withServer(await readFile(chapter, 'utf8')));
  try {
    await open({}, attack, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function attack(page: Page) {
  await clickButton(page, 'Run');
  await inSomeFrame(page, () => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Attack',
    );
    if (!button) return null;
    const [site, elsewhere] = button.form!.querySelectorAll('input');
    site!.value = elsewhere!.value = 'https://elsewhere.example/';
    button.click();
    return true;
  });
  const results = await inSomeFrame(page, () => {
    const items = [...document.querySelectorAll('body > ul > li')];
    return items.length === 23 ? items.map(({ textContent }) => textContent) : null;
  });
  assert.deepEqual(
    results.filter((result) => !/: refused$/.test(result)),
    [],
  );
}
