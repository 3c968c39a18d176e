/** Where shared memory cannot be had, and what a deploy does to what an earlier visit installed. */
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist } from '../../src/commands/serve.ts';
import { WORKER_FILE } from '../../src/runtime/service-worker/addresses.ts';
import {
  countLoads,
  EMBEDDED,
  expect,
  expectEnd,
  older,
  open,
  run,
  test,
  withCopy,
} from './hosts.ts';

for (const path of ['', 'ko/']) {
  const refusals: Record<string, () => void> = {
    'there are no service workers': () => {
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    },
    'service workers are refused': () => {
      ServiceWorkerContainer.prototype.register = () =>
        Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    },
  };
  for (const [what, refuse] of Object.entries(refusals)) {
    test(`/${path} where ${what}, the page says so and is not reloaded`, async ({
      page,
      hosts,
    }) => {
      await page.addInitScript(refuse);
      const sandbox = await open(page, hosts['without headers'] + path + EMBEDDED);
      const count = countLoads(page);
      await run(sandbox, `/${path}`);
      await expect(sandbox).toHaveAttribute('data-state', 'failed');
      await expect(sandbox.getByRole('status').last()).toContainText(
        path ? /서비스 워커/ : /keeps the page from adding them with a service worker/,
      );
      expect(count.loads).toBe(0);
    });
  }

  older(`/${path} at an address that is not secure, the page says so`, async ({ page, hosts }) => {
    const insecure = hosts['without headers'].replace('localhost', 'in-step.test');
    const sandbox = await open(page, insecure + path + EMBEDDED);
    await run(sandbox, `/${path}`);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    await expect(sandbox.getByRole('status').last()).toContainText('https://');
  });
}

/** The chapter on a host of its own, and the file of its worker. */
const withDeploy = (use: (address: string, worker: string) => Promise<void>) =>
  withCopy(dist, { isolates: false }, (address, copy) =>
    use(address + EMBEDDED, join(copy, WORKER_FILE)),
  );

test('a new deploy’s worker takes over, and one without a worker leaves the last', async ({
  page,
}) =>
  withDeploy(async (address, worker) => {
    const sandbox = await open(page, address);
    await expectEnd(await run(sandbox));
    await appendFile(worker, '\n// another version');
    await page.evaluate(async () => {
      const [registration] = await navigator.serviceWorker.getRegistrations();
      const old = registration!.active;
      await registration!.update();
      while (registration!.active === old) {
        const next = registration!.installing ?? registration!.waiting;
        await new Promise((resolve) => next!.addEventListener('statechange', resolve));
      }
    });
    await expectEnd(await run(sandbox));
    await page.reload();
    await expectEnd(await run(sandbox));
    await rm(worker);
    await page.reload();
    await expectEnd(await run(sandbox));
  }));

older('a worker that does nothing: one reload, then a clear word', async ({ page }) =>
  withDeploy(async (address, worker) => {
    await writeFile(worker, '');
    const sandbox = await open(page, address);
    const count = countLoads(page);
    await run(sandbox);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    await expect(sandbox.getByRole('status').last()).toContainText('does not give it to this page');
    expect(count.loads).toBe(1);
    await run(sandbox);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    expect(count.loads).toBe(1);
  }),
);
