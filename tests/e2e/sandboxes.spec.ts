/** Every sandbox of the built site, on both containers and in both languages. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sandboxNames } from '../../src/build/read-sandboxes.ts';
import type { ContainerKind } from '../../src/runtime/container.ts';
import { cutOff, expect, test } from '../fixtures/test.ts';
import { startHost, type Host } from '../fixtures/webcontainer-host/host.ts';
import { expectNoViolations } from './axe.ts';
import { checkSandbox } from './check-sandbox.ts';
import { pages, placesToRun } from './sandbox-pages.ts';

const root = join(import.meta.dirname, '../..');
const kinds: ContainerKind[] = ['embedded', 'webcontainer'];
const folders = await sandboxNames(join(root, 'sandboxes'));

test('every sandbox stands on a page in both languages', () => {
  expect(folders.length).toBeGreaterThan(0);
  for (const name of folders) {
    const paths = pages.filter((page) => page.sandboxes.includes(name)).map((page) => page.path);
    expect(
      paths.filter((path) => path.startsWith('/ko/')).length,
      `${name} in Korean`,
    ).toBeGreaterThan(0);
    expect(
      paths.filter((path) => !path.startsWith('/ko/')).length,
      `${name} in English`,
    ).toBeGreaterThan(0);
  }
});

/**
 * On which container a page runs a sandbox: each runs on both and in both languages, and all four
 * pairs occur.
 */
function kindOf(path: string, name: string): ContainerKind {
  const isEven = folders.indexOf(name) % 2 === 0;
  return kinds[Number(isEven === isKorean(path))]!;
}

const places = placesToRun();
const isKorean = (path: string) => path.startsWith('/ko/');
const runsOn = (kind: ContainerKind, { path, sandboxes }: (typeof places)[number]) =>
  sandboxes.some((name) => kindOf(path, name) === kind);

/**
 * Where axe looks once the embedded Node has run: in one language of each chapter, by turns; in the
 * other, if that has no run on it.
 */
const looked = places
  .filter(({ path }) => !isKorean(path))
  .map((english, i) => {
    const korean = places.find(({ path }) => path === `/ko${english.path}`)!;
    const turn = i % 2 === 0 ? [english, korean] : [korean, english];
    return turn.find((place) => runsOn('embedded', place))!.path;
  });

test('axe looks at every chapter after its runs, at about half of them in Korean', () => {
  const chapters = looked.map((path) => path.replace(/^\/ko\//, '/'));
  const all = places.filter(({ path }) => !isKorean(path)).map(({ path }) => path);
  expect(chapters).toEqual(all);
  expect(Math.abs(looked.filter(isKorean).length - all.length / 2)).toBeLessThanOrEqual(1);
});

for (const { path, sandboxes } of places) {
  for (const kind of kinds) {
    const own = sandboxes.filter((name) => kindOf(path, name) === kind);
    if (own.length === 0) continue;
    // One visit for all of a page's sandboxes, as a reader makes it; a failed test begins a new one.
    test.describe(`${path} on ${kind}`, () => {
      test.describe.configure({ mode: 'default' });
      let page: Page;
      let host: Host;

      test.beforeAll(async ({ browser }) => {
        const context = await browser.newContext();
        await cutOff(context);
        page = await context.newPage();
        host = await startHost(context, kind === 'webcontainer' ? 'healthy' : 'refused');
        await page.goto(`${path}?runtime=${kind}`);
      });

      test.afterAll(async () => {
        await page.context().close();
        await host.end();
      });

      for (const [i, name] of own.entries()) {
        // The double's container is this machine's Node, in which `npm run sandboxes` runs all
        // solutions: one of a page shows that they get there.
        const solves = kind === 'embedded' || i === 0;
        test(name, () => checkSandbox(page, name, kind, { solves }));
      }

      // The page looks the same after a run wherever it was.
      if (kind === 'embedded' && looked.includes(path)) {
        test('axe finds nothing after the runs', () =>
          expectNoViolations(page, { within: 'node-sandbox' }));
      }
    });
  }
}
