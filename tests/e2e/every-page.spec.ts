/** What holds of every page, on a phone. What its HTML alone tells is in tests/built. */
import { expect, test, type Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { pages } from './sandbox-pages.ts';

/** Where axe looks at the sandboxes too: they are alike, and sandboxes.spec.ts has them after runs. */
const whole = ['/', '/ko/', '/trade-offs/', '/ko/synchronous-io/'];
const paths = pages.map(({ path }) => path).filter((path) => !path.startsWith('/_'));

test.use({ viewport: { width: 360, height: 740 } });

for (const path of [...paths, '/404.html']) {
  test(`${path} fits a phone, asks nobody else, reports no error, and axe finds nothing`, async ({
    page,
    baseURL,
  }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (asked) => {
      const url = new URL(asked.url());
      if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin) {
        complaints.push(`asks ${url.href}`);
      }
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess, `it is ${excess} px too wide`).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    if (!whole.includes(path)) await removeSandboxes(page);
    await expectNoViolations(page);
  });
}

/** They are nine tenths of a chapter's elements. */
async function removeSandboxes(page: Page): Promise<void> {
  await page.locator('node-sandbox').evaluateAll((all) => all.forEach((one) => one.remove()));
}
