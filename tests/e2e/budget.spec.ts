/** Of the app nothing is loaded before the reader touches the page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../src/commands/serve.ts';
import { pages } from '../built/pages.ts';
import { scriptFiles } from '../built/weights.ts';
import { expect, test } from '../fixtures/test.ts';

const read = (path: string) => readFileSync(join(dist, path), 'utf8');

test('nothing more is loaded before the reader touches the page, and the app is then', async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') loaded.push(new URL(request.url()).pathname);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.locator('node-sandbox').first()).toBeInViewport();
  const files = scriptFiles(pages.find(({ path }) => path === '/')!.root);
  // Starlight loads the field of its search when the browser is idle.
  const isSearch = (path: string) =>
    path.startsWith('/pagefind/') || read(path).includes('pagefind-ui__');
  const more = () => loaded.filter((path) => !files.has(path) && !isSearch(path));
  expect(more()).toEqual([]);
  await page.mouse.move(5, 5);
  await page.mouse.move(9, 9);
  await expect.poll(more).toEqual(expect.arrayContaining([expect.stringMatching(/\/app\./)]));
});
