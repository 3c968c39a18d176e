/**
 * What the adapter makes of a host that is not what it should be, and of pages that keep it out: the
 * causes by name, and that the next attempt finds a host that has come to life.
 */
import { expect, hurry, open, test, tryBoot } from '../fixtures/adapter-page.ts';

test('on a page that is not isolated the host needs no headers for sharing', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  await webContainerOrigin('unshared');
  await open(page, sites.plain);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(await tryBoot(page)).toBe('webcontainer');
});

for (const state of ['refused', 'unresolved'] as const) {
  test(`a host that is ${state} is known at once`, async ({ page, sites, webContainerOrigin }) => {
    await webContainerOrigin(state);
    await open(page, sites.isolated);
    expect(await tryBoot(page)).toBe('unreachable');
    await expect(page.locator('iframe')).toHaveCount(0);
  });
}

for (const path of ['no-frames.html', 'no-connections.html']) {
  test(`${path}: a policy that keeps the host out is known as such`, async ({
    page,
    sites,
    webContainerOrigin,
  }) => {
    await webContainerOrigin('healthy');
    await open(page, `${sites.isolated}/${path}`);
    expect(await tryBoot(page)).toBe('blocked');
    expect(await tryBoot(page)).toBe('blocked');
  });
}

// Without CORP an isolated page does not even see that something has answered.
const failures = [
  ['unavailable', 'host-silent'],
  ['keyless', 'host-silent'],
  ['mute', 'host-silent'],
  ['unshared', 'unreachable'],
] as const;

for (const [state, cause] of failures) {
  test(`a host that is ${state} is given up, and a retry finds it healthy`, async ({
    page,
    sites,
    webContainerOrigin,
  }) => {
    const host = await webContainerOrigin(state);
    await page.clock.install();
    await open(page, sites.isolated);
    expect(await hurry(page, tryBoot(page))).toBe(cause);

    host.state = 'healthy';
    const before = host.visits;
    expect(await tryBoot(page)).toBe('webcontainer');
    expect(host.visits).toBe(before + 1);
    expect(await page.locator('iframe').count(), 'the client keeps its one frame').toBe(1);
  });
}

test('where the site has a key, a silent host may mean a wrong one', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  await webContainerOrigin('keyless');
  await page.clock.install();
  await open(page, sites.isolated);
  const failure = page.evaluate(() => boot({ apiKey: 'wc_api_key' }).catch(({ code }) => code));
  expect(await hurry(page, failure)).toBe('key-refused');
  await expect(page.locator('iframe')).toHaveAttribute('src', /client_id=wc_api_key/);
});

test('a host that builds nothing says why, and may be asked again', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('rejecting');
  await open(page, sites.isolated);
  expect(await tryBoot(page)).toBe('storage-blocked');
  host.state = 'healthy';
  expect(await tryBoot(page)).toBe('webcontainer');
});
