/** The site as a reader gets it: every page, both languages, search, themes, narrow screens. */
import { expect, test, type Page } from '@playwright/test';
import { readConformance } from '../../src/components/results/read-results.ts';
import { pagePaths } from './sitemap.ts';

test('every page says what it is, where it is and where its twin is', async ({
  page,
  request,
  baseURL,
}) => {
  const here = (href: string) => new URL(new URL(href).pathname, baseURL).href;
  const paths = await pagePaths(request);
  for (const path of [...paths, '/404.html', '/ko/404.html']) {
    await test.step(path, async () => {
      const lang = path.startsWith('/ko/') ? 'ko' : 'en';
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page).toHaveTitle(/\S+ \| In Step$/);
      await expect(page.locator('h1')).toHaveCount(1);
      const description = await content(page, 'meta[name="description"]');
      expect(description).toMatch(/\S{2,}/);
      expect(await content(page, 'meta[property="og:description"]')).toBe(description);
      const address = new URL((await content(page, 'meta[property="og:image"]'))!);
      const picture = await request.get(new URL(address.pathname, baseURL).href);
      expect(sizeOfPng(await picture.body()), `${path}'s picture`).toEqual([1200, 630]);

      const twins = await links(page, 'link[rel="alternate"][hreflang]');
      expect(Object.keys(twins).sort()).toEqual(['en', 'ko', 'x-default']);
      const canonical = (await links(page, 'link[rel="canonical"]'))['']!;
      expect(twins[lang], 'it is its own twin').toBe(canonical);
      for (const rel of ['manifest', 'apple-touch-icon', 'shortcut icon', 'sitemap']) {
        const href = (await links(page, `link[rel="${rel}"]`))['']!;
        expect((await request.get(here(href))).status(), `${path}: ${rel}`).toBe(200);
      }
      const robots = page.locator('meta[name="robots"][content="noindex"]');
      await expect(robots).toHaveCount(path.endsWith('404.html') ? 1 : 0);
      if (path.endsWith('404.html')) return;
      expect(new URL(canonical).pathname).toBe(path);
      for (const href of Object.values(twins)) {
        const answer = await request.get(here(href));
        expect(answer.status(), `${path} names ${href} as its twin`).toBe(200);
      }
    });
  }
});

test('the site can be installed, in each language', async ({ request }) => {
  const ids = new Set<string>();
  for (const [home, lang] of [
    ['/', 'en'],
    ['/ko/', 'ko'],
  ] as const) {
    const answer = await request.get(`${home}manifest.webmanifest`);
    expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/);
    const manifest = await answer.json();
    expect(manifest).toMatchObject({ lang, start_url: home, scope: '/', display: 'standalone' });
    expect(manifest.description).toMatch(/\S{2,}/);
    ids.add(manifest.id);
    const purposes = new Set<string>();
    for (const { src, sizes, purpose } of manifest.icons) {
      purposes.add(purpose);
      const [width] = sizeOfPng(await (await request.get(src)).body());
      expect(`${width}x${width}`, src).toBe(sizes);
    }
    expect([...purposes].sort()).toEqual(['any', 'maskable']);
  }
  expect([...ids], 'both install the same site').toHaveLength(1);
});

test('robots may read everything, and find the sitemap', async ({ request }) => {
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toMatch(/^User-agent: \*\nAllow: \/$/m);
  const [, sitemap] = /^Sitemap: (\S+)$/m.exec(robots)!;
  expect((await request.get(new URL(sitemap!).pathname)).status()).toBe(200);
});

test('the language switch stays on the page', async ({ page, request }) => {
  for (const path of (await pagePaths(request)).filter((path) => !path.startsWith('/ko/'))) {
    await page.goto(path);
    await page.getByRole('link', { name: '한국어' }).click();
    await expect(page).toHaveURL(new RegExp(`/ko${path}$`));
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page).toHaveURL(new RegExp(`[0-9]${path}$`));
  }
});

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

test('each chapter says how long it takes and leads to the next, the last to the embedded Node', async ({
  page,
}) => {
  const { passed } = readConformance()!;
  for (const [home, takes, last] of [
    ['/', /^\d+ minutes? to read\s*\d+ sandbox(es)? to run$/, 'The embedded Node'],
    ['/ko/', /^읽는 데 \d+분\s*샌드박스 \d+개$/, '내장 Node'],
  ] as const) {
    await page.goto(home);
    const chapters = page.locator('main ol a');
    const titles = await chapters.allTextContents();
    await chapters.first().click();
    for (const [i, title] of titles.entries()) {
      await expect(page.locator('h1')).toHaveText(title);
      await expect(page.locator('main header .takes')).toHaveText(takes);
      await expect(page.locator('a[rel="prev"] .link-title')).toHaveText(
        titles.slice(0, i).slice(-1),
      );
      const next = page.locator('a[rel="next"]');
      await expect(next.locator('.link-title')).toHaveText(titles[i + 1] ?? last);
      await next.click();
    }
    await expect(page.locator('h1')).toHaveText(last);
    await expect(page.locator('main header').locator('.number, .takes')).toHaveCount(0);
    await expect(page.locator('main')).toContainText(passed.toLocaleString('en'));
  }
});

test('no page is wider than a phone of 360 px', async ({ page, request }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of await pagePaths(request)) {
    await page.goto(path);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess, `${path} is ${excess} px too wide`).toBeLessThanOrEqual(0);
  }
});

test('no page asks anything of another origin or reports an error', async ({
  page,
  request,
  baseURL,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (asked) => {
    const url = new URL(asked.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL!).origin) {
      complaints.push(`${page.url()} asks ${url.href}`);
    }
  });
  for (const path of await pagePaths(request)) {
    await page.goto(path, { waitUntil: 'networkidle' });
  }
  expect(complaints).toEqual([]);
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
  expect(faces.filter((url) => url.includes('sans-kr'))).toEqual([]);
  await page.goto('/ko/', { waitUntil: 'networkidle' });
  expect(faces.filter((url) => url.includes('sans-kr')).length).toBeGreaterThan(0);
});

function content(page: Page, selector: string): Promise<string | null> {
  return page.locator(selector).getAttribute('content');
}

/** Addresses of the page's links, by language. */
function links(page: Page, selector: string): Promise<Record<string, string>> {
  return page
    .locator(selector)
    .evaluateAll((all: HTMLLinkElement[]) =>
      Object.fromEntries(all.map(({ hreflang, href }) => [hreflang, href])),
    );
}

/** The colour that the page is drawn on. */
function paper(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

/** Width and height, as the header of a PNG says. */
function sizeOfPng(file: Buffer): number[] {
  expect(file.toString('latin1', 1, 4)).toBe('PNG');
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}
