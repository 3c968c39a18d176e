/**
 * Offline in a browser that nothing is attached to: a debugger keeps service workers alive and
 * looks at their requests. The pages themselves tell how it went, by going to where it is written
 * down.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../src/commands/serve.ts';
import { CHAPTER, EMBEDDED, expect, test, withCopy } from './hosts.ts';

/** In the page. Goes to `report` when it works offline, or has run its sandbox. */
function probe(report: string): void {
  addEventListener('load', () => {
    const sandbox = document.querySelector<HTMLElement>('node-sandbox[name="in-step"]');
    const buttons = [...(sandbox?.querySelectorAll('button') ?? [])];
    buttons.find(({ textContent }) => textContent.trim() === 'Run')?.click();
    setInterval(() => {
      const { state, exitCode } = sandbox?.dataset ?? {};
      if (state === 'exited' || state === 'failed') {
        location.href = `${report}ran?${new URLSearchParams({ state, exitCode: exitCode ?? '' })}`;
      }
      const offline = document.querySelector<HTMLElement>('site-offline');
      if (!sandbox && offline?.dataset['state'] === 'needed') location.href = `${report}ready`;
    }, 200);
  });
}

test('nothing attached: one visit, then the site is gone, and a sandbox runs', async ({
  launchOptions,
}) =>
  withCopy(dist, { isolates: false }, async (address, copy, end) => {
    const { promise: ran, resolve } = Promise.withResolvers<string>();
    const reports = createServer((request, response: ServerResponse) => {
      const url = new URL(request.url!, 'http://localhost');
      if (url.pathname === '/ready') {
        end();
        return response.writeHead(302, { location: address + EMBEDDED }).end();
      }
      if (url.pathname === '/ran') resolve(url.search);
      response.end();
    }).listen(0);
    const report = `http://localhost:${(reports.address() as AddressInfo).port}/`;
    for (const page of ['index.html', `${CHAPTER}index.html`]) {
      const path = join(copy, page);
      const script = `<script>(${probe})(${JSON.stringify(report)})</script>`;
      await writeFile(path, (await readFile(path, 'utf8')).replace('<head>', `<head>${script}`));
    }
    const profile = await mkdtemp(join(tmpdir(), 'profile-'));
    const sandboxed = launchOptions.chromiumSandbox ? [] : ['--no-sandbox'];
    const browser = spawn(
      launchOptions.executablePath!,
      ['--headless', ...sandboxed, `--user-data-dir=${profile}`, '--no-first-run', address],
      { stdio: 'ignore' },
    );
    try {
      expect(await ran).toBe('?state=exited&exitCode=0');
    } finally {
      browser.kill('SIGKILL');
      await new Promise((done) => browser.once('close', done));
      reports.close();
      reports.closeAllConnections();
      await rm(profile, { recursive: true, maxRetries: 10 });
    }
  }));
