/** What a run shows, with all of its parts open, on a phone, a tablet and a desk, in both languages. */
import type { Locator } from '@playwright/test';
import { loopWords } from '../../src/notebook/loop-words.ts';
import { words } from '../../src/notebook/words.ts';
import type { Language } from '../../src/runtime/words.ts';
import { expect, test } from '../fixtures/test.ts';
import { button, outcome, sandboxOn } from './notebook.ts';

const WIDTHS = [360, 768, 1440];
const paths: Record<Language, string> = { en: '/asynchronous-io/', ko: '/ko/asynchronous-io/' };

for (const [language, path] of Object.entries(paths) as [Language, string][]) {
  test(`after a run nothing is wider than a window of ${WIDTHS.join(', ')} pixels, in ${language}`, async ({
    page,
  }) => {
    const own = words[language];
    await page.goto(`${path}?runtime=embedded`);
    const sandbox = sandboxOn(page, 'send-and-go-on');
    await button(sandbox, own.edit).click();
    await button(sandbox, own.uncover).click();
    await sandbox.getByLabel(loopWords[language].show).check();
    await button(sandbox, own.run).click();
    await outcome(sandbox);
    await button(sandbox, own.share.title).click();
    await expect(button(sandbox, own.share.download)).toBeVisible();

    const parts = ['.cm-editor', '.nb-output', '.nb-timeline', '.lp', '.nb-drawer', '.nb-claims'];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const part of parts) {
        // The timeline is drawn anew for its new width: that is waited for.
        await expect
          .poll(() => edges(sandbox.locator(part).first()), { message: `${part} at ${width}` })
          .toEqual({ left: true, right: true });
      }
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overflow, `at ${width}`).toBe(0);
    }
  });
}

/** Whether a part is seen whole from side to side. */
function edges(part: Locator): Promise<{ left: boolean; right: boolean }> {
  return part.evaluate((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return { left: width > 0 && left >= 0, right: right <= document.documentElement.clientWidth };
  });
}
