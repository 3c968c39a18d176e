/** axe on every page in one language, its colours in both themes, and with search and the menu open. */
import { expect, test } from '@playwright/test';
import { expectNoViolations, violations } from './axe.ts';
import { pages } from './sandbox-pages.ts';
import { pagePaths } from './sitemap.ts';

const paths = pages.map(({ path }) => path).filter((path) => !path.startsWith('/_'));
/** Twins have the same elements: each chapter is looked at in one of its languages, in turn. */
const inTurn = paths
  .filter((path) => !path.startsWith('/ko/'))
  .toSorted()
  .map((path, i) => (i % 2 === 1 && paths.includes(`/ko${path}`) ? `/ko${path}` : path));

for (const path of [...inTurn, '/ko/', '/404.html']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await page.goto(path);
    await expectNoViolations(page);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing in the open search', async ({ page }) => {
      await page.goto('/ko/');
      await page.getByRole('button', { name: '검색', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('호출자');
      await expect(page.locator('.pagefind-ui__result').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('axe finds nothing on a phone with the menu open', async ({ page, request }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      const chapter = (await pagePaths(request)).find((path) =>
        /^\/[^/]+\/$/.test(path.replace('/ko', '')),
      );
      await page.goto(chapter!);
      expect(await violations(page)).toEqual([]);
      await page.locator('.sl-menu-button').click();
      await expect(page.locator('.sidebar-content')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('the first Tab reaches a link that skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  await expect(skip).toBeInViewport();
  await skip.press('Enter');
  await expect(page).toHaveURL(/#_top$/);
});
