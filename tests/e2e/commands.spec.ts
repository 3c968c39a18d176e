/** `npm start` as a person uses it; what `npm run test:webcontainer` runs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import webcontainerConfig from '../../playwright.webcontainer.config.ts';
import { expect, test } from '../fixtures/test.ts';

const root = join(import.meta.dirname, '../..');
const started: ChildProcess[] = [];
const servers: Server[] = [];

test.afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill();
    await once(child, 'exit');
  }
});

function start(port: string) {
  const child = spawn(process.execPath, ['src/commands/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return { child, said: () => output };
}

test('an unchanged site is not built again but served, isolated, until it is ended', async ({
  page,
}) => {
  const { child, said } = start('0');
  await expect.poll(said).toMatch(/is at http:\/\/localhost:\d+\//);
  expect(said()).toMatch(/^The site is built from these sources already\.\n/);
  await page.goto(/http:\/\/localhost:\d+\//.exec(said())![0]);
  await expect(page.locator('h1')).toHaveCount(1);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

test('a port in use and a PORT that is none end it with a sentence', async () => {
  const server = createServer();
  servers.push(server);
  await once(server.listen(0), 'listening');
  const { port } = server.address() as { port: number };
  for (const [given, sentence] of [
    [String(port), `Port ${port} is in use`],
    ['http', 'PORT is "http": give it a number'],
  ] as const) {
    const { child, said } = start(given);
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(said().trimEnd().split('\n').at(-1)).toContain(sentence);
  }
});

test('npm run test:webcontainer runs every sandbox once', () => {
  expect(webcontainerConfig.projects).toEqual([expect.objectContaining({ name: 'webcontainer' })]);
});
