/** Every page says what it is, where it is and where its twin is; the site can be installed and found. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist } from '../../src/commands/serve.ts';
import { pages, type BuiltPage } from './pages.ts';

const isLost = ({ path }: BuiltPage) => /404(\/|\.html)$/.test(path);
const paths = new Set(pages.map(({ path }) => path));
/** Where a page or a file of an address is in dist. */
const fileOf = (address: string) => join(dist, decodeURIComponent(new URL(address, SITE).pathname));
const SITE = 'http://site';

function attribute({ root, file }: BuiltPage, selector: string, name: string): string {
  const value = root.querySelector(selector)?.getAttribute(name);
  assert.ok(value, `${file}: ${selector} says nothing`);
  return value;
}

/** The sitemap's pages, as paths. */
function pathsInSitemap(): string[] {
  const sitemap = readFileSync(join(dist, 'sitemap-0.xml'), 'utf8');
  return [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname);
}

/** Width and height, as the header of a PNG says. */
function sizeOfPng(file: string): number[] {
  const png = readFileSync(file);
  assert.equal(png.toString('latin1', 1, 4), 'PNG', file);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('every page has its language, title, heading, description and picture', () => {
  for (const page of pages) {
    const { root, file, path } = page;
    assert.equal(attribute(page, 'html', 'lang'), path.startsWith('/ko/') ? 'ko' : 'en', file);
    assert.match(root.querySelector('title')?.text ?? '', /\S+ \| In Step$/, file);
    assert.equal(root.querySelectorAll('h1').length, 1, file);
    const description = attribute(page, 'meta[name="description"]', 'content');
    assert.match(description, /\S{2,}/);
    assert.equal(attribute(page, 'meta[property="og:description"]', 'content'), description);
    const picture = attribute(page, 'meta[property="og:image"]', 'content');
    assert.deepEqual(sizeOfPng(fileOf(picture)), [1200, 630], file);
  }
});

test('every page names its address and its twins, which are pages', () => {
  for (const page of pages) {
    const { root, file, path } = page;
    const twins: Record<string, string> = Object.fromEntries(
      root
        .querySelectorAll('link[rel="alternate"][hreflang]')
        .map((link) => [link.getAttribute('hreflang')!, link.getAttribute('href')!]),
    );
    assert.deepEqual(Object.keys(twins).sort(), ['en', 'ko', 'x-default'], file);
    const canonical = attribute(page, 'link[rel="canonical"]', 'href');
    assert.equal(twins[path.startsWith('/ko/') ? 'ko' : 'en'], canonical, 'it is its own twin');
    const robots = root.querySelectorAll('meta[name="robots"][content="noindex"]');
    assert.equal(robots.length, isLost(page) ? 1 : 0, file);
    if (isLost(page)) continue;
    assert.equal(new URL(canonical).pathname, path);
    for (const href of Object.values(twins)) {
      assert.ok(paths.has(new URL(href).pathname), `${file} names ${href} as its twin`);
    }
  }
});

test('the language switch of every page leads to its twin', () => {
  for (const { root, path, file } of pages.filter((page) => !isLost(page))) {
    const [name, twin] = path.startsWith('/ko/')
      ? ['English', path.slice('/ko'.length)]
      : ['한국어', `/ko${path}`];
    const switches = root.querySelectorAll('a').filter(({ text }) => text.trim() === name);
    assert.ok(switches.length > 0, `${file} has no switch`);
    for (const link of switches) {
      assert.equal(new URL(link.getAttribute('href')!, SITE + path).pathname, twin, file);
    }
  }
});

test('the sitemap lists every page, and robots may read them', () => {
  const listed = pages.filter((page) => !isLost(page)).map(({ path }) => path);
  assert.deepEqual(pathsInSitemap().sort(), listed.sort());
  const robots = readFileSync(join(dist, 'robots.txt'), 'utf8');
  assert.match(robots, /^User-agent: \*\nAllow: \/$/m);
  const [, sitemap] = /^Sitemap: (\S+)$/m.exec(robots)!;
  assert.ok(existsSync(fileOf(sitemap!)));
  for (const page of pages) {
    for (const rel of ['manifest', 'apple-touch-icon', 'shortcut icon', 'sitemap']) {
      const href = attribute(page, `link[rel="${rel}"]`, 'href');
      assert.ok(existsSync(fileOf(href)), `${page.file}: ${rel}`);
    }
  }
});

test('the site can be installed, in each language', () => {
  const ids = new Set<string>();
  for (const [home, lang] of [
    ['/', 'en'],
    ['/ko/', 'ko'],
  ] as const) {
    const manifest = JSON.parse(readFileSync(join(dist, home, 'manifest.webmanifest'), 'utf8'));
    const { start_url, scope, display, description } = manifest;
    assert.deepEqual(
      { lang: manifest.lang, start_url, scope, display },
      { lang, start_url: home, scope: '/', display: 'standalone' },
    );
    assert.match(description, /\S{2,}/);
    ids.add(manifest.id);
    const purposes = new Set<string>();
    for (const { src, sizes, purpose } of manifest.icons) {
      purposes.add(purpose);
      const [width] = sizeOfPng(fileOf(src));
      assert.equal(`${width}x${width}`, sizes, src);
    }
    assert.deepEqual([...purposes].sort(), ['any', 'maskable']);
  }
  assert.equal(ids.size, 1, 'both install the same site');
});
