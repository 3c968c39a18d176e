import { createServer, type AddressInfo } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/commands/find-browser.ts';
import { fail } from './src/commands/progress.mjs';
import { requireBuiltSite } from './tests/fixtures/built-site.ts';

requireBuiltSite();
const executablePath =
  findBrowser() ?? fail('There is no Chromium: "npm test" installs one, or set CHROMIUM_PATH.');

// This file is read again by every worker: they inherit the port from the first reading.
process.env.IN_STEP_E2E_PORT ??= String(await freePort());
const baseURL = `http://localhost:${process.env.IN_STEP_E2E_PORT}`;

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  projects: [
    { name: 'builds', testMatch: '*.setup.ts' },
    {
      name: 'site',
      testIgnore: ['sandboxes.spec.ts', 'kernel-lab.spec.ts', 'lighthouse.spec.ts'],
      dependencies: ['builds'],
    },
    // With nothing beside it: on a busy machine Chromium loses parts of the trace that it is read from.
    { name: 'lighthouse', testMatch: 'lighthouse.spec.ts' },
    // Page by page; a page's own tests stay in order.
    {
      name: 'sandboxes',
      testMatch: ['sandboxes.spec.ts', 'kernel-lab.spec.ts'],
      fullyParallel: true,
    },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL,
    browserName: 'chromium',
    // Every test is a first visit, on which the worker would fetch all the site: tests that are about
    // it let it in (tests/e2e/hosts.ts).
    serviceWorkers: 'block',
    launchOptions: { executablePath, chromiumSandbox: process.getuid?.() !== 0 },
  },
  webServer: {
    command: `"${process.execPath}" src/commands/serve.ts`,
    url: baseURL,
    env: { PORT: process.env.IN_STEP_E2E_PORT },
  },
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
