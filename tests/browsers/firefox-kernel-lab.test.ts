/** The kernel lab in Firefox: each scene is played, and its claims hold. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { launchFirefox, visit } from './visit.ts';

const places = {
  'pull-the-plug': '/os-write-cache/',
  'dirty-pages': '/ko/os-write-cache/',
  'asleep-on-disk': '/ko/synchronous-io/',
  'three-ways-to-wait': '/event-notification/',
};

const browser = launchFirefox();

after(async () => (await browser).close());

for (const [scene, path] of Object.entries(places)) {
  test(`${scene}: its claims hold`, () => visit(browser, path, (page) => play(page, scene)));
}

async function play(page: Page, scene: string) {
  const lab = `kernel-lab[scene="${scene}"]`;
  await page.locator(`${lab} ::-p-text(Play the scene), ${lab} ::-p-text(장면 재생)`).click();
  await page.waitForSelector(`${lab}:is([data-state=played], [data-state=failed])`);
  const { state, claims } = await page.$eval(lab, (host) => ({
    state: (host as HTMLElement).dataset['state'],
    claims: [...host.querySelectorAll('[data-claim]')].map((claim) => ({
      holds: claim.getAttribute('data-holds'),
      says: claim.textContent,
    })),
  }));
  assert.equal(state, 'played');
  assert.notEqual(claims.length, 0);
  assert.deepEqual(
    claims.filter(({ holds }) => holds !== 'true'),
    [],
  );
}
