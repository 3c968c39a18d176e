/** Hosts that start no WebContainer: one after the other on the same page, a Retry each. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import type { HostState } from '../fixtures/webcontainer-host/host.ts';
import { names } from './notebook.ts';
import { chapter, expectEnd, openBadge, runOn, state } from './where.ts';

// A Retry empties the host's frame, which so moves from its own process into the page's. Playwright
// 1.65 may be told of that twice and then fails an assertion of its own: here all frames share one.
test.use({
  launchOptions: [
    ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          '--disable-site-isolation-trials',
          '--disable-features=IsolateOrigins,site-per-process',
        ],
      }),
    { scope: 'worker' },
  ],
});

/** Lets the time of the page's own clock pass until it waits for WebContainer no longer. */
async function passDeadlines(page: Page, sandbox: Locator) {
  const isOver = /embedded Node|내장 Node|Running|실행 중|exit code|종료 코드/;
  while (!isOver.test(await state(sandbox).innerText())) await page.clock.runFor(1000);
}

/**
 * One page meets them in this order: a Retry each, and what the last one broke is left behind. Some
 * are given up by a deadline: the clock is moved on only once the host was reached so far, so that
 * it is this deadline and no earlier one that passes.
 */
const dead: Record<string, [HostState, cause: RegExp, reached?: 'visits' | 'builds'][]> = {
  [chapter]: [
    ['refused', /server could not be reached/],
    ['unresolved', /server could not be reached/],
    ['unavailable', /answered, but did not start/, 'visits'],
    ['keyless', /answered, but did not start/, 'visits'],
    ['mute', /answered, but did not start/, 'visits'],
    ['rejecting', /third-party cookies/],
    ['stalled', /took too long/, 'builds'],
  ],
  [`/ko${chapter}`]: [
    ['refused', /서버에 닿지 못했습니다/],
    ['keyless', /응답했지만 시작되지 않았습니다/, 'visits'],
  ],
};

for (const [path, hosts] of Object.entries(dead)) {
  test(`${path} a host that starts nothing leads to the embedded Node, and the page says why`, async ({
    page,
    webContainerHost,
  }) => {
    const host = await webContainerHost('refused');
    await page.clock.install();
    const sandbox = await runOn(page, path);
    for (const [state, cause, reached] of hosts) {
      await test.step(state, async () => {
        const before = { ...host };
        if (state !== 'refused') {
          host.state = state;
          const badge = await openBadge(sandbox, path);
          await badge.getByRole('button', { name: names(path).retry }).click();
          await expect(sandbox).toHaveAttribute('data-state', 'booting');
        }
        if (reached) {
          await expect.poll(() => host[reached]).toBeGreaterThan(before[reached]);
          await passDeadlines(page, sandbox);
        }
        await expectEnd(sandbox, 'embedded');
        await expect(await openBadge(sandbox, path)).toContainText(cause);
      });
    }
  });
}
