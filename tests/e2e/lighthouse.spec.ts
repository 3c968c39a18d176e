/**
 * Lighthouse on pages of each kind: what it finds whatever the machine. The score of performance
 * comes from times, which `npm run bench` prints.
 */
import type { Browser } from 'puppeteer-core';
import { audit, audited, failuresOf, launchAudited, scoreOf } from '../fixtures/lighthouse.ts';
import { expect, test } from '../fixtures/test.ts';

/** The parts of performance that no time is in. */
const timeless = [
  'total-byte-weight',
  'unminified-css',
  'unminified-javascript',
  'unused-javascript',
  'duplicated-javascript-insight',
  'legacy-javascript-insight',
  'cache-insight',
  'font-display-insight',
  'image-delivery-insight',
  'lcp-discovery-insight',
  'redirects',
  'third-parties-insight',
  'unsized-images',
  'viewport-insight',
];

let browser: Browser;
test.beforeAll(async ({ launchOptions }) => {
  browser = await launchAudited(launchOptions.executablePath!);
});
test.afterAll(() => browser.close());

for (const path of audited) {
  test(`Lighthouse has nothing against ${path}`, async ({ baseURL }) => {
    const result = await audit(browser, `${baseURL}${path}`);
    for (const category of ['accessibility', 'best-practices', 'seo'] as const) {
      const failures = failuresOf(result, category).join('\n');
      expect(scoreOf(result, category), `${category}\n${failures}`).toBeGreaterThanOrEqual(95);
    }
    const { audits } = result;
    for (const id of timeless) expect(audits, 'is among the audits').toHaveProperty([id]);
    expect(failuresOf(result, 'performance', timeless)).toEqual([]);

    const moved = JSON.stringify(audits['layout-shifts']!.details);
    const shift = audits['cumulative-layout-shift']!.numericValue;
    expect(shift, `What moved: ${moved}`).toBeCloseTo(0, 3);

    const requests = audits['network-requests']!.details as unknown as { items: { url: string }[] };
    const foreign = requests.items.filter(({ url }) => !url.startsWith(baseURL!));
    expect(foreign.filter(({ url }) => !url.startsWith('data:'))).toEqual([]);
    expect(requests.items).not.toEqual([]);
  });
}
