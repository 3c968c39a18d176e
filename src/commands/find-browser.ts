/** Which Chromium the tests drive, and how one comes onto a machine that has none. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { fail, run } from './progress.mjs';

/**
 * The path of an executable Chromium: CHROMIUM_PATH, one on the PATH, Chrome's usual place, or
 * Playwright's own download; null if there is none.
 */
export function findBrowser(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    fail(
      `CHROMIUM_PATH is "${given}", which is no program that this user may run: correct or unset it.`,
    );
  }
  const places = [...onPath(), ...(usualPlaces[process.platform] ?? []), chromium.executablePath()];
  return places.find(isExecutable) ?? null;
}

/** As findBrowser, but installs one if need be; ends the program with a sentence if it cannot. */
export async function findOrInstallBrowser(): Promise<string> {
  const found = findBrowser();
  if (found) return found;
  const installers = [installDebianPackage, installPlaywrightsOwn];
  for (const install of installers) {
    await install();
    const installed = findBrowser();
    if (installed) return installed;
  }
  return fail(
    'No Chromium was found and none could be installed: install Chromium or Chrome and put it on the PATH, or set CHROMIUM_PATH to its program.',
  );
}

function onPath(): string[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

async function installDebianPackage() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isExecutable('/usr/bin/apt-get')) return;
  console.log("No Chromium here: installing Debian's package with apt-get …");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, status: () => 'apt-get update' });
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], {
    env,
    status: lastLine,
  });
}

async function installPlaywrightsOwn() {
  console.log("No Chromium here: downloading Playwright's …");
  const cli = join(import.meta.dirname, '../../node_modules/@playwright/test/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { status: lastLine });
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
