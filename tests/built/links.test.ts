/** Every link of every page leads somewhere on the site, to a place that exists. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dist } from '../../src/commands/serve.ts';
import { pages } from './pages.ts';

const SITE = 'http://site';
const byPath = new Map(pages.map((page) => [page.path, page]));
const ids = new Map(
  pages.map(({ path, root }) => [path, new Set(root.querySelectorAll('[id]').map(({ id }) => id))]),
);

/** Addresses in the page that are the site's own, resolved, each with the text that names it. */
function ownAddresses({ path, root }: (typeof pages)[number]): { said: string; url: URL }[] {
  return root
    .querySelectorAll('a[href], link[href], [src]')
    .map((element) => element.getAttribute('href') ?? element.getAttribute('src')!)
    .map((said) => ({ said, url: new URL(said.replaceAll('&amp;', '&'), SITE + path) }))
    .filter(({ url }) => url.origin === SITE);
}

test('every address of the site that a page names is a page or a file', () => {
  for (const page of pages) {
    const own = ownAddresses(page);
    assert.ok(own.length > 10, page.file);
    for (const { said, url } of own) {
      const path = decodeURIComponent(url.pathname);
      // Hosts answer what is not there with 404.html; its own address is one of those.
      const isPage = byPath.has(path) || path === '/404/';
      const exists = path.endsWith('/') ? isPage : existsSync(join(dist, path));
      assert.ok(exists, `${page.file}: ${said} leads nowhere`);
    }
  }
});

test('every anchor that a page names is there', () => {
  let anchors = 0;
  for (const page of pages) {
    for (const { said, url } of ownAddresses(page)) {
      if (!url.hash) continue;
      anchors++;
      const there = ids.get(decodeURIComponent(url.pathname));
      assert.ok(there?.has(decodeURIComponent(url.hash.slice(1))), `${page.file}: ${said}`);
    }
  }
  assert.ok(anchors > 100);
});

test('no two elements of a page have one id', () => {
  for (const { file, root } of pages) {
    const all = root.querySelectorAll('[id]').map(({ id }) => id);
    const twice = all.filter((id, index) => all.indexOf(id) !== index);
    assert.deepEqual(twice, [], file);
  }
});
