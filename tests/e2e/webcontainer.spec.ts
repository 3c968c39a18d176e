/**
 * The adapter, and under it the real `@webcontainer/api`, against the host's double at an origin of
 * its own: that the double fulfils each call that the adapter makes, what the adapter mends in the
 * client, and what it makes of a host that is not what it should be.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { encodeSnapshot } from '../../src/build/packages/snapshot-file.ts';
import { serve } from '../../src/commands/serve.ts';
import type { bootWebContainer } from '../../src/runtime/webcontainer.ts';
import type { BootError as Failure } from '../../src/runtime/words.ts';
import { expect, test } from '../fixtures/test.ts';

declare global {
  /** In the page: the adapter's maker, what it gave, and what is waited for. */
  var boot: typeof bootWebContainer;
  var BootError: typeof Failure;
  var container: Awaited<ReturnType<typeof bootWebContainer>>;
  var lost: Promise<string>;
  var exit: Promise<number>;
}

let folder: string;
let server: Server;
let plainServer: Server;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapter-'));
  await build({
    stdin: {
      contents: `import { bootWebContainer as boot } from './webcontainer.ts';
        import { BootError } from './words.ts';
        Object.assign(globalThis, { boot, BootError });`,
      resolveDir: join(import.meta.dirname, '../../src/runtime'),
    },
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'adapter.js'),
  });
  const page = (policy: string) =>
    `<!doctype html><title>Adapter</title><meta http-equiv="Content-Security-Policy" content="${policy}">
     <body><script type="module" src="/adapter.js"></script>`;
  await writeFile(join(folder, 'index.html'), page(''));
  await writeFile(join(folder, 'no-frames.html'), page("frame-src 'self'"));
  await writeFile(join(folder, 'no-connections.html'), page("connect-src 'self'"));
  server = await serve(folder, 0);
  plainServer = await serve(folder, 0, { isolates: false });
});

test.afterAll(async () => {
  for (const each of [server, plainServer]) {
    each.close();
    each.closeAllConnections();
  }
  await rm(folder, { recursive: true });
});

async function open(page: Page, path = '', from = server) {
  await page.goto(`http://localhost:${(from.address() as AddressInfo).port}/${path}`);
  await page.waitForFunction(() => 'boot' in globalThis);
}

async function openAndBoot(page: Page) {
  await open(page);
  await page.evaluate(async () => {
    globalThis.container = await boot();
  });
}

/** Boots, for at most so long: gives the kind of container, or what it failed with. */
function tryBoot(page: Page, deadline?: number): Promise<string> {
  return page.evaluate(async (ms) => {
    const late = new AbortController();
    if (ms !== undefined) setTimeout(() => late.abort(new BootError('took-too-long')), ms);
    try {
      globalThis.container = await boot({ signal: late.signal });
      return container.kind;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }, deadline);
}

/** The host's frame comes to life while no attempt waits for it; ends when it has said its word. */
async function wakeFrame(page: Page) {
  await page.locator('iframe').evaluate(async (frame: HTMLIFrameElement) => {
    const word = new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    frame.setAttribute('src', frame.src);
    await word;
  });
}

test('the version and the working directory are the machine’s own', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
  const { version, workdir, isolated } = await page.evaluate(() => ({
    version: container.version,
    workdir: container.workdir,
    isolated: crossOriginIsolated,
  }));
  expect(version).toBe(process.version);
  expect(workdir).toMatch(/\/in-step$/);
  expect(isolated).toBe(true);
});

test('files: mounted, written, read, listed, renamed, removed', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
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

test('a snapshot is mounted beside what is there', async ({ page, webContainerHost }) => {
  await webContainerHost('healthy');
  await openAndBoot(page);
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

test('output: both streams, in order, no character split between chunks lost', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
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

test('input reaches the process, and kill ends a busy loop', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
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

test('after teardown no process is left waiting, and another container boots', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
  const code = await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    container.teardown();
    container.teardown();
    return child.exit;
  });
  expect(code).toBe(137);
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('the terminal has the size that it is given, and later another', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('healthy');
  await openAndBoot(page);
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

test('output without end is taken as it comes, and ends with a kill', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
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

test('a process whose end is never told is given up after a kill', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('healthy');
  await openAndBoot(page);
  host.state = 'undying';
  const { code, rest } = await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    child.kill();
    return { code: await child.exit, rest: (await child.output.getReader().read()).done };
  });
  expect(code).toBe(137);
  expect(rest).toBe(true);
});

test('on a page that is not isolated the host needs no headers for sharing', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('unshared');
  await open(page, '', plainServer);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  expect(await tryBoot(page)).toBe('webcontainer');
});

for (const state of ['refused', 'unresolved'] as const) {
  test(`a host that is ${state} is known at once`, async ({ page, webContainerOrigin }) => {
    await webContainerOrigin(state);
    await open(page);
    expect(await tryBoot(page)).toBe('unreachable');
    await expect(page.locator('iframe')).toHaveCount(0);
  });
}

for (const path of ['no-frames.html', 'no-connections.html']) {
  test(`${path}: a policy that keeps the host out is known as such`, async ({
    page,
    webContainerOrigin,
  }) => {
    await webContainerOrigin('healthy');
    await open(page, path);
    expect(await tryBoot(page)).toBe('blocked');
    expect(await tryBoot(page)).toBe('blocked');
  });
}

// Without CORP an isolated page does not even see that something has answered.
const failures = [
  ['unavailable', 'host-silent'],
  ['keyless', 'host-silent'],
  ['mute', 'host-silent'],
  ['unshared', 'unreachable'],
] as const;

for (const [state, cause] of failures) {
  test(`a host that is ${state} is given up, and a retry finds it healthy`, async ({
    page,
    webContainerOrigin,
  }) => {
    const host = await webContainerOrigin(state);
    await open(page);
    expect(await tryBoot(page)).toBe(cause);

    host.state = 'healthy';
    const before = host.visits;
    expect(await tryBoot(page)).toBe('webcontainer');
    expect(host.visits).toBe(before + 1);
    expect(await page.locator('iframe').count(), 'the client keeps its one frame').toBe(1);
  });
}

test('where the site has a key, a silent host may mean a wrong one', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('keyless');
  await open(page);
  const failure = page.evaluate(() => boot({ apiKey: 'wc_api_key' }).catch(({ code }) => code));
  expect(await failure).toBe('key-refused');
  await expect(page.locator('iframe')).toHaveAttribute('src', /client_id=wc_api_key/);
});

test('a host that builds nothing says why, and may be asked again', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('rejecting');
  await open(page);
  expect(await tryBoot(page)).toBe('storage-blocked');
  host.state = 'healthy';
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('an attempt that comes while the frame still loads does not cut it off', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('late');
  await open(page);
  const attempts = page.evaluate(async () => {
    const unwanted = new AbortController();
    const first = boot({ signal: unwanted.signal }).catch(({ code }) => code);
    await new Promise<void>((resolve) => {
      const look = () => document.querySelector('iframe') && resolve();
      new MutationObserver(look).observe(document.body, { childList: true });
    });
    unwanted.abort(new BootError('lost'));
    const second = boot();
    return { first: await first, second: (await second).kind };
  });
  await expect.poll(() => host.visits).toBe(1);
  host.state = 'healthy';
  expect(await attempts).toEqual({ first: 'lost', second: 'webcontainer' });
  expect(host.visits).toBe(1);
});

test('a word that comes too late starts nothing, and the next attempt is served', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('late');
  await open(page);
  expect(await tryBoot(page)).toBe('host-silent');
  host.state = 'healthy';
  await expect.poll(() => host.tornDown).toBe(1);
  expect(await tryBoot(page)).toBe('webcontainer');
  expect(host.visits).toBe(1);
});

test('who stops waiting is not waited for: the late container is torn down', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('mute');
  await open(page);
  expect(await tryBoot(page, 500)).toBe('took-too-long');

  host.state = 'healthy';
  await wakeFrame(page);
  await expect.poll(() => host.tornDown).toBe(1);
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('a boot that goes on while nobody waits is not cut off by the next attempt', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('mute');
  await open(page);
  expect(await tryBoot(page, 500)).toBe('took-too-long');

  host.state = 'stalled';
  await wakeFrame(page);
  const { visits } = host;
  expect(await tryBoot(page, 5000)).toBe('needs-reload');
  expect(host.visits, 'the frame is left alone').toBe(visits);
});

test('a host that says a word and then builds nothing needs a reload', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('stalled');
  await open(page);
  await page.evaluate(() => {
    const steps: string[] = [];
    const end = new AbortController();
    return boot({
      signal: end.signal,
      onStep: (step) => {
        steps.push(step);
        if (step === 'starting') end.abort(new BootError('took-too-long'));
      },
    }).catch(() => steps);
  });
  expect(await tryBoot(page)).toBe('needs-reload');

  host.state = 'healthy';
  await open(page);
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('a container that stops answering is noticed, and so are its processes', async ({
  page,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('healthy');
  await page.clock.install();
  await openAndBoot(page);
  await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    globalThis.exit = child.exit;
    globalThis.lost = new Promise((resolve) => container.on('lost', resolve));
  });
  host.state = 'stalled';
  // One missed heartbeat may be a late one: it takes two, each with its deadline.
  for (let second = 0; second < 45; second++) await page.clock.runFor(1000);
  expect(await page.evaluate(() => lost)).toBe(`no answer from ${host.origin}`);
  expect(await page.evaluate(() => exit)).toBe(137);
  expect(await tryBoot(page)).toBe('needs-reload');
});

test('a frame that is taken out of the page is noticed at once', async ({
  page,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page);
  const { reason, code } = await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    const lost = new Promise<string>((resolve) => container.on('lost', resolve));
    document.querySelector('iframe')!.remove();
    return { reason: await lost, code: await child.exit };
  });
  expect(reason).toBe('its frame was removed');
  expect(code).toBe(137);
  expect(await tryBoot(page)).toBe('needs-reload');
});
