import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe complains of, in words: the rule, the element and why. */
export async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
