/** Every sandbox of every page on StackBlitz's own host: `npm run test:webcontainer`. */
import { test } from '@playwright/test';
import { checkSandbox, pages } from '../e2e/sandbox-pages.ts';

for (const { path, sandboxes } of pages) {
  for (const name of sandboxes) {
    test(`${path} ${name}`, ({ page }) => checkSandbox(page, path, name, 'webcontainer'));
  }
}
