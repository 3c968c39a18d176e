/** The site as a reader goes through it: both languages, search, themes, lost addresses. */
import { expect, test, type Page } from '@playwright/test';

test('the home page has a sandbox to run and every chapter', async ({ page }) => {
  for (const [home, run] of [
    ['/', 'Run'],
    ['/ko/', '실행'],
  ] as const) {
    await page.goto(home);
    const sandbox = page.locator('node-sandbox[name="blocking-call"]');
    await expect(sandbox.getByRole('button', { name: run, exact: true })).toBeInViewport();
    const chapters = page.locator('main ol a');
    expect(await chapters.count()).toBeGreaterThan(0);
    await chapters.first().click();
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.sidebar-content [aria-current="page"]')).toHaveCount(1);
  }
});

test('the language switch stays on the page', async ({ page }) => {
  await page.goto('/job-queue/');
  await page.getByRole('link', { name: '한국어' }).click();
  await expect(page).toHaveURL(/[0-9]\/ko\/job-queue\/$/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/[0-9]\/job-queue\/$/);
});

test('search finds words in both languages', async ({ page }) => {
  for (const [home, button, word] of [
    ['/', 'Search', 'caller'],
    ['/ko/', '검색', '호출자'],
  ] as const) {
    await page.goto(home);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(word);
    await expect(page.locator('.pagefind-ui__result').first()).toContainText(word);
  }
});

test('the theme is the system’s until the reader chooses, and the choice stays', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  const dark = await paper(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => paper(page)).not.toBe(dark);
  await page.locator('starlight-theme-select select').selectOption('dark');
  await expect.poll(() => paper(page)).toBe(dark);
  await page.reload();
  expect(await paper(page)).toBe(dark);
});

test('without JavaScript a page is whole and follows the system’s theme', async ({ browser }) => {
  const papers = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.locator('node-sandbox[name="blocking-call"] pre').first()).toBeVisible();
    await expect(page.locator('site-search button[data-open-modal]')).toBeHidden();
    // Scripts of the page are off; the probe's own evaluation still works.
    papers.push(await paper(page));
    await context.close();
  }
  expect(papers[0]).not.toBe(papers[1]);
});

test('an unknown address is answered with 404 and a way back', async ({ page }) => {
  const answer = await page.goto('/no-such-page/');
  expect(answer?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText('There is no page here');
  // Most hosts have one such page for all addresses.
  await expect(page.locator('main [lang="ko"]')).toContainText('여기에는 페이지가 없습니다');
  await expect(page.locator('main a[href="/ko/"]')).toBeVisible();
  await page.goto('/ko/no-such-page/');
  await expect(page.locator('h1')).toHaveText('여기에는 페이지가 없습니다');
});

test('Korean faces are fetched by Korean pages only', async ({ page }) => {
  const faces: string[] = [];
  page.on('request', (asked) => {
    if (asked.resourceType() === 'font') faces.push(asked.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(faces.filter((url) => url.includes('korean-'))).toEqual([]);
  await page.goto('/ko/', { waitUntil: 'networkidle' });
  expect(faces.filter((url) => url.includes('korean-')).length).toBeGreaterThan(0);
});

/** The colour that the page is drawn on. */
function paper(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
