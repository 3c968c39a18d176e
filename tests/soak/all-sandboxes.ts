/**
 * One page with every sandbox of the site, which a chapter's page becomes in the tab: going from
 * chapter to chapter would begin a new page, with nothing left of what the last one leaked.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { cutOff } from '../fixtures/test.ts';
import { hasExercise } from '../e2e/check-sandbox.ts';
import { placesToRun } from '../e2e/sandbox-pages.ts';
import type { Planned } from './plan.ts';

export interface PlacedSandbox extends Planned {
  /** The page that it is taken from. */
  path: string;
}

/** Every sandbox once: every other one from the Korean pages. */
export async function listSandboxes(): Promise<PlacedSandbox[]> {
  const places = placesToRun().flatMap(({ path, sandboxes }) =>
    sandboxes.map((name) => ({ name, path })),
  );
  const folders = [...new Set(places.map(({ name }) => name))].sort();
  const chosen = folders.map((folder, i) =>
    places.find(({ name, path }) => name === folder && path.startsWith('/ko/') === (i % 2 === 1)),
  );
  return Promise.all(
    chosen
      .filter((place) => place !== undefined)
      .map(async (place) => ({ ...place, runs: (await hasExercise(place.name)) ? 2 : 1 })),
  );
}

/** Opens the first one's page at the site `address` and puts all of them into it. */
export async function openAll(
  context: BrowserContext,
  address: string,
  sandboxes: PlacedSandbox[],
): Promise<Page> {
  await cutOff(context);
  const page = await context.newPage();
  await page.goto(`${address}${sandboxes[0]!.path}?runtime=embedded`);
  await page.evaluate(async (sandboxes) => {
    const pages = new Map<string, Element>();
    const own = [...document.querySelectorAll('node-sandbox')];
    const place = own[0]!.parentElement!;
    const found: Element[] = [];
    for (const { name, path } of sandboxes) {
      if (!pages.has(path)) {
        // Not by DOMParser, which reads <noscript> as where there are no scripts.
        const parsed = document.createElement('div');
        parsed.innerHTML = await (await fetch(path)).text();
        pages.set(path, parsed);
      }
      found.push(pages.get(path)!.querySelector(`node-sandbox[name="${name}"]`)!);
    }
    for (const element of own) element.remove();
    place.append(...found);
  }, sandboxes);
  return page;
}
