/** What two workers must not build at once. */
import { test } from '@playwright/test';
import { siteUnderBase } from '../fixtures/site-under-base.ts';

test('the site is built to lie below a path, with the embedded Node alone', async () => {
  test.setTimeout(600_000);
  await siteUnderBase();
});
