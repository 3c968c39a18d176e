/** Which browsers the tests drive, and how a Chromium comes onto a machine that has none. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { fail, run } from './progress.mjs';

/**
 * The path of an executable Chromium: CHROMIUM_PATH, one on the PATH, Chrome's usual place, or
 * Playwright's own download; null if there is none.
 */
export function findBrowser(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const given = givenBy('CHROMIUM_PATH');
  if (given) return given;
  const places = [
    ...onPath(names),
    ...(usualPlaces[process.platform] ?? []),
    chromium.executablePath(),
  ];
  return places.find(isExecutable) ?? null;
}

/** The path of an executable Firefox: FIREFOX_PATH, or one on the PATH; null if there is none. */
export function findFirefox(): string | null {
  const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
  return (
    givenBy('FIREFOX_PATH') ??
    [...onPath(['firefox', 'firefox-esr']), mac].find(isExecutable) ??
    null
  );
}

function givenBy(variable: string): string | null {
  const given = process.env[variable];
  if (!given) return null;
  if (isExecutable(given)) return given;
  return fail(
    `${variable} is "${given}", which is no program that this user may run: correct or unset it.`,
  );
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

function onPath(names: string[]): string[] {
  const suffix = process.platform === 'win32' ? '.exe' : '';
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
