/** Every sandbox of the built site on StackBlitz's own host: `npm run test:webcontainer`. */
import { test } from '@playwright/test';
import { checkSandbox } from '../e2e/check-sandbox.ts';
import { placesToRun } from '../e2e/sandbox-pages.ts';

for (const { path, sandboxes } of placesToRun()) {
  for (const name of sandboxes) {
    test(`${path} ${name}`, async ({ page }) => {
      await page.goto(`${path}?runtime=webcontainer`);
      await checkSandbox(page, name, 'webcontainer');
    });
  }
}
