import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** The built site and the real WebContainer host, which takes its time. */
export default defineConfig({
  ...config, // not merged: its projects are not wanted beside this one
  testDir: 'tests/webcontainer',
  projects: [{ name: 'webcontainer', workers: 1 }],
  timeout: 300_000,
});
