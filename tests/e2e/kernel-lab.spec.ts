/** The kernel lab in a browser: its scenes, its buttons and its terminal. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { expectNoViolations } from './axe.ts';

/** Where each scene stands; two in each language. */
const places = {
  'pull-the-plug': '/os-write-cache/',
  'dirty-pages': '/ko/os-write-cache/',
  'asleep-on-disk': '/synchronous-io/',
  'three-ways-to-wait': '/ko/event-notification/',
};

const play = { name: /^(Play the scene|장면 재생)$/ };

/** Opens a scene's page; the addresses of the machine's files are gathered as they are asked for. */
async function open(
  page: Page,
  scene: keyof typeof places,
): Promise<{ lab: Locator; asked: string[] }> {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.includes('/_kernel/')) asked.push(pathname);
  });
  await page.goto(places[scene]);
  return { lab: page.locator(`kernel-lab[scene="${scene}"]`), asked };
}

async function playScene(lab: Locator): Promise<void> {
  await lab.getByRole('button', play).click();
  await expect(lab).toHaveAttribute('data-state', 'played', { timeout: 150_000 });
  const claims = lab.locator('[data-claim]');
  await expect(claims).not.toHaveCount(0);
  await expect(lab.locator('[data-claim]:not([data-holds="true"])')).toHaveCount(0);
  await expect(lab.locator('[data-prediction]:not([data-answer])')).toHaveCount(0);
}

for (const scene of ['dirty-pages', 'asleep-on-disk', 'three-ways-to-wait'] as const) {
  test(`${scene}: its claims hold at ${places[scene]}`, async ({ page }) => {
    const { lab } = await open(page, scene);
    await playScene(lab);
  });
}

test('pull-the-plug: nothing is fetched before the click; then the machine is the reader’s', async ({
  page,
}) => {
  const { lab, asked } = await open(page, 'pull-the-plug');

  await test.step('before the click there is the recorded run, and no machine', async () => {
    await lab.scrollIntoViewIfNeeded();
    await lab.getByRole('button', { name: 'Show it' }).waitFor();
    await expect(lab.locator('.lab-recorded')).toContainText('recovery complete');
    expect(asked).toEqual([]);
  });

  await test.step('what was predicted before the app was there is answered', async () => {
    await lab.getByLabel('It is there and empty').first().check();
    await playScene(lab);
    await expect(lab.locator('[data-prediction="first"]')).toHaveAttribute('data-right', 'true');
    expect(asked).toHaveLength(4);
  });

  const terminal = lab.getByRole('textbox', { name: 'Terminal' });
  const lines = lab.locator('.xterm-rows');
  await test.step('the reader types, and the keyboard can leave', async () => {
    await terminal.focus();
    await page.keyboard.type('echo $((6 * 7))\n');
    await expect(lines.locator('div').filter({ hasText: /^42\s*$/ })).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(terminal).not.toBeFocused();
    await expectNoViolations(page, { within: 'kernel-lab[scene="pull-the-plug"]' });
  });

  await test.step('what emulates the machine reaches neither the network nor the site’s storage', async () => {
    const [machine] = page.workers();
    const storage = await machine!.evaluate(async (site) => {
      /** Resolves once a policy has refused the attempt by this directive. */
      const refused = async (directive: string, attempt: () => Promise<unknown>) => {
        const violation = new Promise<void>((resolve) => {
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            if (effectiveDirective === directive) resolve();
          });
        });
        await attempt().catch(() => {});
        await violation;
      };
      await refused('connect-src', () => fetch(site, { mode: 'no-cors' }));
      await refused('script-src-elem', () => import(site));
      return Promise.try(() => indexedDB.open('x')).then(String, ({ name }) => name);
    }, page.url());
    expect(storage).toBe('SecurityError');
  });

  await test.step('a pulled plug leaves the disk as it is, a new disk is empty', async () => {
    await lab.getByRole('button', { name: 'Pull the plug' }).click();
    await expect(lab).toHaveAttribute('data-state', 'off');
    await lab.getByRole('button', { name: 'New disk' }).click();
    await expect(lab).toHaveAttribute('data-state', 'fresh');
    await lab.getByRole('button', { name: 'Power on' }).click();
    await expect(lab).toHaveAttribute('data-state', 'on', { timeout: 90_000 });
    await terminal.focus();
    await page.keyboard.type('mount /dev/sda /disk; ls /disk/second\n');
    await expect(lines).toContainText('/disk/second: No such file');
    // What is there already is not fetched again.
    expect(asked).toHaveLength(4);
  });
});

test('a machine that does not come, or is gone, is said to be; the next click tries again', async ({
  page,
}) => {
  await page.clock.install();
  const { lab } = await open(page, 'pull-the-plug');
  const says = lab.getByRole('status');
  const powerOn = lab.getByRole('button', { name: 'Power on' });

  await test.step('no frame comes for it', async () => {
    await page.route('**/_isolated/**', (route) => route.abort());
    const asked = page.waitForRequest('**/_isolated/**');
    await powerOn.click();
    await asked;
    await page.clock.runFor(30_000);
    await expect(says).toHaveText(/^The machine could not be fetched\./);
    await page.unroute('**/_isolated/**');
  });

  await test.step('its worker dies', async () => {
    await powerOn.click();
    await expect(lab).toHaveAttribute('data-state', 'on', { timeout: 90_000 });
    const [machine] = page.workers();
    const gone = machine!.waitForEvent('close');
    await machine!.evaluate(() => setTimeout(close));
    await gone;
    await page.clock.runFor(32_000);
    await expect(says).toHaveText(/^The machine does not answer any more/);
    await expect(lab.getByRole('button', { name: 'Pull the plug' })).toBeDisabled();
  });
});
