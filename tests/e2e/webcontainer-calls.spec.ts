/**
 * The adapter, and under it the real `@webcontainer/api`, against the host's double at an origin of
 * its own: that the double fulfils each call that the adapter makes, and what the adapter mends in
 * the client. One container serves all tests that leave it as they found it.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { encodeSnapshot } from '../../src/build/packages/snapshot-file.ts';
import { expect, hurry, openAndBoot, test, tryBoot } from '../fixtures/adapter-page.ts';
import { cutOff } from '../fixtures/test.ts';
import { serveHost, type Host } from '../fixtures/webcontainer-host/host.ts';

let context: BrowserContext;
let page: Page;
let host: Host;

test.beforeAll(async ({ browser, sites }) => {
  context = await browser.newContext();
  await cutOff(context);
  host = await serveHost(context, 'healthy');
  page = await context.newPage();
  await page.clock.install();
  await openAndBoot(page, sites.isolated);
});

test.afterEach(() =>
  page.evaluate(async () => {
    for (const name of await container.fs.readdir('.')) {
      await container.fs.rm(name, { recursive: true });
    }
  }),
);

test.afterAll(async () => {
  await context.close();
  await host.end();
});

test('the version and the working directory are the machine’s own', async () => {
  const { version, workdir, isolated } = await page.evaluate(() => ({
    version: container.version,
    workdir: container.workdir,
    isolated: crossOriginIsolated,
  }));
  expect(version).toBe(process.version);
  expect(workdir).toMatch(/\/in-step$/);
  expect(isolated).toBe(true);
});

test('files: mounted, written, read, listed, renamed, removed', async () => {
  const seen = await page.evaluate(async () => {
    const { fs } = container;
    await container.mount({ a: { directory: { 'x.txt': { file: { contents: '안녕' } } } } });
    await container.mount(
      { 'y.bin': { file: { contents: new Uint8Array([0, 255]) } } },
      { mountPoint: 'a' },
    );
    await fs.mkdir('a/b/c', { recursive: true });
    await fs.writeFile('a/b/z.txt', '끝');
    await fs.rename('a/b/z.txt', 'a/b/c/z.txt');
    const result = {
      text: await fs.readFile('a/x.txt', 'utf8'),
      bytes: [...(await fs.readFile('a/y.bin'))],
      renamed: await fs.readFile('a/b/c/z.txt', 'utf8'),
      names: (await fs.readdir('a')).sort(),
      missing: await fs.readFile('a/nothing').catch((error: Error) => error.message),
    };
    await fs.rm('a', { recursive: true });
    return { ...result, left: await fs.readdir('.') };
  });
  expect(seen).toEqual({
    text: '안녕',
    bytes: [0, 255],
    renamed: '끝',
    names: ['b', 'x.txt', 'y.bin'],
    missing: expect.stringMatching(/ENOENT/),
    left: [],
  });
});

test('a snapshot is mounted beside what is there', async () => {
  const files = new Map([
    ['a/new.txt', Buffer.from('안녕')],
    ['a/bytes.bin', Buffer.from([0, 127, 128, 255])],
  ]);
  const snapshot = Buffer.from(encodeSnapshot(files)).toString('base64');
  const seen = await page.evaluate(async (snapshot) => {
    const { fs } = container;
    await container.mount({ a: { directory: { 'old.txt': { file: { contents: 'old' } } } } });
    await container.mount(Uint8Array.fromBase64(snapshot));
    return {
      names: (await fs.readdir('a')).sort(),
      text: await fs.readFile('a/new.txt', 'utf8'),
      bytes: [...(await fs.readFile('a/bytes.bin'))],
    };
  }, snapshot);
  expect(seen).toEqual({
    names: ['bytes.bin', 'new.txt', 'old.txt'],
    text: '안녕',
    bytes: [0, 127, 128, 255],
  });
});

test('output: both streams, in order, no character split between chunks lost', async () => {
  const text = '동기와 비동기 🙂 '.repeat(1000);
  const { output, code } = await page.evaluate(async (text) => {
    const script = `process.stdout.write(${JSON.stringify(text)}, () => {
      console.error(process.argv[2], process.env.WHERE, process.cwd());
      process.exitCode = 3;
    })`;
    await container.mount({ here: { directory: { 'say.mjs': { file: { contents: script } } } } });
    const options = { cwd: 'here', env: { WHERE: '여기' } };
    const child = await container.spawn('node', ['say.mjs', 'an argument'], options);
    let output = '';
    for await (const chunk of child.output) output += chunk;
    return { output, code: await child.exit };
  }, text);
  expect(code).toBe(3);
  expect(output.slice(0, text.length)).toBe(text);
  expect(output.slice(text.length)).toMatch(/^an argument 여기 \/.*\/in-step\/here\n$/);
});

test('input reaches the process, and kill ends a busy loop', async () => {
  const { echo, code, rest } = await page.evaluate(async () => {
    const script = `process.stdin.once('data', (line) => { process.stdout.write(line); for (;;); })`;
    const child = await container.spawn('node', ['-e', script]);
    const writer = child.input.getWriter();
    await writer.write('ping\n');
    const reader = child.output.getReader();
    const echo = (await reader.read()).value;
    child.kill();
    return { echo, code: await child.exit, rest: await reader.read() };
  });
  expect(echo).toBe('ping\n');
  expect(code).toBe(137);
  expect(rest.done).toBe(true);
});

test('the terminal has the size that it is given, and later another', async () => {
  await page.evaluate(async () => {
    const terminal = { cols: 80, rows: 24 };
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)'], {
      terminal,
    });
    child.resize({ cols: 132, rows: 43 });
    child.kill();
    await child.exit;
  });
  expect(host.terminals).toEqual(['80x24', '132x43']);
});

test('output without end is taken as it comes, and ends with a kill', async () => {
  const { taken, code, done } = await page.evaluate(async () => {
    const script = `const say = () => process.stdout.write('끝없이 '.repeat(100), say); say();`;
    const child = await container.spawn('node', ['-e', script]);
    const reader = child.output.getReader();
    let taken = '';
    while (taken.length < 100_000) taken += (await reader.read()).value;
    child.kill();
    let done = false;
    while (!done) ({ done } = await reader.read());
    return { taken, code: await child.exit, done };
  });
  expect(taken.slice(0, 100_000)).toBe('끝없이 '.repeat(25_000));
  expect({ code, done }).toEqual({ code: 137, done: true });
});

test('servers: a port opens, is ready, and is closed with its program', async () => {
  const events = await page.evaluate(async () => {
    const events: string[] = [];
    const ends = [
      container.on('port', (port, type, url) => events.push(`${type} ${port} ${url}`)),
      container.on('server-ready', (port, url) => events.push(`ready ${port} ${url}`)),
    ];
    const closed = new Promise<void>((resolve) => {
      ends.push(container.on('port', (_port, type) => type === 'close' && resolve()));
    });
    const ready = new Promise<void>((resolve) => {
      ends.push(container.on('server-ready', () => resolve()));
    });
    const script = `require('node:http').createServer().listen(3456)`;
    const child = await container.spawn('node', ['-e', script]);
    await ready;
    child.kill();
    await closed;
    for (const end of ends) end();
    return events;
  });
  const url = 'https://in-step--3456.webcontainer-api.io/';
  expect(events).toEqual([`open 3456 ${url}`, `ready 3456 ${url}`, `close 3456 ${url}`]);
});

test('every event can be listened to, also those that the host has not', async () => {
  const errors: Error[] = [];
  const collect = (error: Error) => errors.push(error);
  page.on('pageerror', collect);
  await page.evaluate(async () => {
    const events = ['server-ready', 'port', 'preview-message', 'durable', 'lost'] as const;
    const ends = events.map((event) => container.on(event, () => {}));
    // The host answers in order: when it has answered this, it has answered those.
    await container.fs.readdir('.');
    for (const end of ends) end();
  });
  expect(errors).toEqual([]);
  page.off('pageerror', collect);
});

test('what goes wrong in a previewed page is told', async () => {
  const messages = await page.evaluate(async () => {
    const body = `<script>
      console.error('said', { deep: [1] });
      Promise.reject(new TypeError('refused'));
      queueMicrotask(() => { throw new RangeError('thrown'); });
    </script>`;
    const script = `require('node:http').createServer((request, response) =>
      response.setHeader('content-type', 'text/html').end(${JSON.stringify(body)})).listen(3456)`;
    const messages: unknown[] = [];
    const told = new Promise<void>((resolve) => {
      container.on('preview-message', (message) => {
        if (messages.push(message) === 3) resolve();
      });
    });
    const ready = new Promise<void>(
      (resolve) => void container.on('server-ready', () => resolve()),
    );
    const child = await container.spawn('node', ['-e', script]);
    await ready;
    const preview = container.openPreview(3456, { title: 'Preview' });
    document.body.append(preview.element);
    await told;
    preview.close();
    child.kill();
    await child.exit;
    return messages;
  });
  const told = [
    { type: 'PREVIEW_CONSOLE_ERROR', args: ['said', { deep: [1] }] },
    { type: 'PREVIEW_UNHANDLED_REJECTION', message: 'refused' },
    { type: 'PREVIEW_UNCAUGHT_EXCEPTION', message: 'thrown' },
  ].map((what) => expect.objectContaining({ port: 3456, pathname: '/', ...what }));
  expect(messages).toEqual(expect.arrayContaining(told));
  expect(messages).toHaveLength(told.length);
});

test('a process whose end is never told is given up after a kill', async () => {
  host.state = 'undying';
  const ended = page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    child.kill();
    return { code: await child.exit, rest: (await child.output.getReader().read()).done };
  });
  expect(await hurry(page, ended)).toEqual({ code: 137, rest: true });
  host.state = 'healthy';
});

/** The last one: it leaves another container than it found. */
test('after teardown no process is left waiting, and another container boots', async () => {
  const code = await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    container.teardown();
    container.teardown();
    return child.exit;
  });
  expect(code).toBe(137);
  expect(await tryBoot(page)).toBe('webcontainer');
});
