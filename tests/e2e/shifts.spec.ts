/** What stands in its place while a reader reads, scrolls and runs. */
import type { Locator, Page } from '@playwright/test';
import { takeShifts, watchShifts } from '../fixtures/layout-shifts.ts';
import { expect, test } from '../fixtures/test.ts';
import { button, names, outcome, sandboxOn } from './notebook.ts';

const readers = [
  { what: 'a phone', viewport: { width: 360, height: 780 }, path: '/ko/asynchronous-io/' },
  { what: 'a desk', viewport: { width: 1440, height: 900 }, path: '/asynchronous-io/' },
];

for (const { what, viewport, path } of readers) {
  test(`nothing moves on ${what} while a chapter is scrolled through and a first run goes`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await watchShifts(page);
    await page.goto(`${path}?runtime=embedded`);

    await test.step('to its end and back', async () => {
      await scrollThrough(page, 'down');
      await scrollThrough(page, 'up');
      expect(await takeShifts(page)).toEqual([]);
    });

    const sandbox = sandboxOn(page, 'send-and-go-on');
    await test.step('predictions are made', async () => {
      for (const question of await sandbox.locator('[data-prediction]').all()) {
        await question.getByRole('radio').last().check();
      }
    });

    await test.step('the first run takes the room that Run made for it', async () => {
      await button(sandbox, names(path).run).click();
      await expect(sandbox).not.toHaveAttribute('data-state', 'idle');
      const made = await heights(sandbox);
      await outcome(sandbox);
      await expect(sandbox.locator('[data-answer]')).not.toHaveCount(0);
      const { '.nb-timeline': timeline, ...taken } = await heights(sandbox);
      const { '.nb-timeline': drawn, ...room } = made;
      expect(taken).toEqual(room);
      // Labels that fall together stand one above the other: of another run there may be more.
      expect(timeline).toBeGreaterThanOrEqual(drawn!);
    });
  });
}

test('an address leads to its heading, below sandboxes that were not seen', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/asynchronous-io/?runtime=embedded#your-turn');
  await expect(page.locator('node-sandbox:not([data-laid-out])')).toHaveCount(0);
  const top = await page.locator('#your-turn').evaluate((heading) => {
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    return heading.getBoundingClientRect().top - parseFloat(scrollPaddingTop);
  });
  expect(top).toBeCloseTo(0, 0);
});

/** Of the parts of a sandbox, in pixels. */
function heights(sandbox: Locator): Promise<Record<string, number>> {
  return sandbox.evaluate((host) => {
    const parts = [
      ...['.nb-head', '.nb-code', '.nb-questions', '.nb-toolbar'],
      ...['.nb-output', '.nb-timeline', '.nb-results > .nb-claims', '.nb-exercise'],
    ];
    const heightOf = (part: string) => host.querySelector<HTMLElement>(part)!.offsetHeight;
    return Object.fromEntries(parts.map((part) => [part, heightOf(part)]));
  });
}

/** By half a window at a time. */
async function scrollThrough(page: Page, to: 'up' | 'down') {
  await page.evaluate(
    async (sign) => {
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      for (let at = NaN; at !== scrollY; await painted()) {
        at = scrollY;
        scrollBy({ top: (sign * innerHeight) / 2, behavior: 'instant' });
        await painted();
      }
    },
    to === 'down' ? 1 : -1,
  );
}
