/** axe with search and the menu open, and the keyboard’s first step; every-page.spec.ts has the pages. */
import { expect, test } from '@playwright/test';
import { violations } from './axe.ts';

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

    test('axe finds nothing on a phone with the menu open', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto('/ko/job-queue/');
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
