/** How much JavaScript a page loads before its reader touches anything: little, and nothing of the app. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '../fixtures/test.ts';
import { pages } from './sandbox-pages.ts';

const dist = join(import.meta.dirname, '../../dist');

/** Bytes, compressed; Starlight's own scripts are counted too, so that ours have less. */
const BUDGET = 12 * 1024;

const SCRIPT = /<script([^>]*)>([\s\S]*?)<\/script>/g;
const STATIC_IMPORT = /(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g;

const read = (path: string) => readFileSync(join(dist, path), 'utf8');

/** Paths of a page's scripts with all that they import at once, and the text of those inside it. */
function scriptsOf(page: string): { files: Set<string>; inline: string[] } {
  const files = new Set<string>();
  const inline: string[] = [];
  for (const [, attributes, text] of read(`${page}index.html`).matchAll(SCRIPT)) {
    const src = /src="([^"]+)"/.exec(attributes!)?.[1];
    if (src) addWithImports(src, files);
    else if (!/type="(?!module)/.test(attributes!)) inline.push(text!);
  }
  return { files, inline };
}

function addWithImports(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  for (const [, imported] of read(file).matchAll(STATIC_IMPORT)) {
    addWithImports(new URL(imported!, `http://site${file}`).pathname, files);
  }
}

test('the scripts that come with any page are at most 12 KB', () => {
  for (const { path } of pages) {
    const { files, inline } = scriptsOf(path);
    // What stands in the page is compressed with it, as one.
    const texts = [...[...files].map(read), inline.join('\n')];
    const size = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    expect(size, `${path}: ${[...files].join(', ')}`).toBeGreaterThan(0);
    expect(size, `${path}: ${[...files].join(', ')}`).toBeLessThanOrEqual(BUDGET);
  }
});

test('nothing more is loaded before the reader touches the page, and the app is then', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') loaded.push(new URL(request.url()).pathname);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.locator('node-sandbox').first()).toBeInViewport();
  const { files } = scriptsOf('/');
  // Starlight loads the field of its search when the browser is idle.
  const isSearch = (path: string) =>
    path.startsWith('/pagefind/') || read(path).includes('pagefind-ui__');
  const more = () => loaded.filter((path) => !files.has(path) && !isSearch(path));
  expect(more()).toEqual([]);
  await page.mouse.move(5, 5);
  await page.mouse.move(9, 9);
  await expect.poll(more).toEqual(expect.arrayContaining([expect.stringMatching(/\/app\./)]));
});
