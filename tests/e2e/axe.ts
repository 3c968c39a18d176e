import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

interface Where {
  /** A selector; the whole page without it. */
  within?: string;
  /** Only these rules. */
  rules?: string[];
}

/**
 * What axe complains of, in words: the rule, the element and why. It looks at the page's own
 * document, and tells nothing of what passes: that takes a tenth of the time.
 */
export async function violations(page: Page, { within, rules }: Where = {}): Promise<string[]> {
  let axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], iframes: false });
  if (within) axe = axe.include(within);
  if (rules) axe = axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Axe finds nothing in the light theme, and in the dark one nothing that has to do with colours. */
export async function expectNoViolations(page: Page, where: Where = {}): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, where)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await violations(page, { ...where, rules: ['color-contrast'] })).toEqual([]);
  await page.emulateMedia({ colorScheme: null });
}
