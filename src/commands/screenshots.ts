/**
 * `npm run screenshots`: the pictures of README.md. The built site's home page in both themes, after a
 * run in the embedded Node, each in `screenshots/`. Build the site first.
 */
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { launchBrowser } from '../../tests/node/harness/tab.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { dist, serve } from './serve.ts';

const FOLDER = 'screenshots';
const SIZE = { width: 1360, height: 1280 };

const server = await serve(dist, 0);
const { port } = server.address() as AddressInfo;
const browser = await launchBrowser(await findOrInstallBrowser());
mkdirSync(FOLDER, { recursive: true });
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme });
    await page.goto(`http://localhost:${port}/?runtime=embedded`);
    const sandbox = page.locator('node-sandbox').first();
    await sandbox.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('node-sandbox[data-state="exited"]').first().waitFor();
    await page.mouse.move(0, 0);
    await page.evaluate(() => scrollTo(0, 0));
    const file = `${FOLDER}/run-${colorScheme}.png`;
    await sharp(await page.screenshot())
      .png({ palette: true, colours: 128 })
      .toFile(file);
    console.log(`${file}: ${Math.round((await stat(file)).size / 1024)} KB`);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
