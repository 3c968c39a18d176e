/**
 * What the container must bear, checked in the tab against the real bootEmbedded. Each check gets a
 * container in which nothing runs, and throws if something is wrong. Nothing here waits for a fixed time: a
 * check that never comes to its end is stopped by the harness's deadline.
 */
import { bootEmbedded } from '../../../src/runtime/embedded.ts';
import type { Container, LoopEvent, WebContainerProcess } from '../../../src/runtime/container.ts';

type Check = (container: Container) => Promise<void>;

function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

function start(
  container: Container,
  source: string,
  options?: Parameters<Container['spawn']>[2],
): Promise<WebContainerProcess> {
  return container.spawn('node', ['-e', source], options);
}

/** Reads until `text` has been printed. The reader stays usable. */
async function until(reader: ReadableStreamDefaultReader<string>, text: string): Promise<string> {
  let seen = '';
  while (!seen.includes(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`output ended without "${text}": ${seen}`);
    seen += value;
  }
  return seen;
}

/** Without the escape sequences of colours. */
function plain(text: string): string {
  return text.replaceAll(/\u001b\[\d+m/g, '');
}

async function outputOf(process: WebContainerProcess): Promise<string> {
  let text = '';
  for await (const chunk of process.output) text += chunk;
  return text;
}

async function runs(container: Container): Promise<void> {
  const process = await start(container, 'console.log("runs")');
  equal(await outputOf(process), 'runs\n', 'output of the next run');
  equal(await process.exit, 0, 'exit code of the next run');
}

/** Phases that are gone through, and what runs in them: the line that queued it and where it stands. */
async function loopOf(container: Container, source: string, cwd: string): Promise<string[]> {
  const events: LoopEvent[] = [];
  await container.mount({ 'index.mjs': { file: { contents: source } } }, { mountPoint: cwd });
  const onLoop = (more: LoopEvent[]) => void events.push(...more);
  const process = await container.spawn('node', ['index.mjs'], { cwd, onLoop });
  equal(await outputOf(process), 'done\n', 'output');
  equal(await process.exit, 0, 'exit code');
  const queued = new Map<number, Extract<LoopEvent, { type: 'queue' }>>();
  const lines: string[] = [];
  const lineOf = (site = 'Node') => site.replace('index.mjs:', '');
  for (const event of events) {
    if (event.type === 'phase' && event.phase !== lines.at(-1)) lines.push(event.phase);
    if (event.type === 'module') lines.push(`module ${lineOf(event.site)}`);
    if (event.type === 'print') lines.push(`print ${lineOf(event.site)}`);
    if (event.type === 'queue') queued.set(event.task, event);
    const task = 'task' in event ? queued.get(event.task) : undefined;
    if (!task || task.isOwn) continue;
    const where = `${task.kind} of ${lineOf(task.site)}`;
    if (event.type === 'begin') lines.push(`${where} runs ${lineOf(event.site)}`);
    if (event.type === 'cancel') lines.push(`${where} cleared`);
  }
  return lines;
}

/** Stop must end whatever comes after the program has printed `go`, and the next run must work. */
const stops =
  (source: string): Check =>
  async (container) => {
    const process = await start(container, `console.log('go'); ${source}`);
    const reader = process.output.getReader();
    await until(reader, 'go\n');
    process.kill();
    equal(await process.exit, 137, 'exit code');
    while (!(await reader.read()).done);
    await runs(container);
  };

/** Starts a child that prints `go` once it runs. */
const child = (source: string, how = 'spawn'): string =>
  `require('child_process').${how}(process.execPath, ['-e', ${JSON.stringify(source)}], { stdio: 'inherit' })`;

/** As `stops`, but it is a child, or a child of one, that prints `go`. */
const stopsChild =
  (source: string): Check =>
  async (container) => {
    const process = await start(container, source);
    const reader = process.output.getReader();
    await until(reader, 'go\n');
    process.kill();
    equal(await process.exit, 137, 'exit code');
    while (!(await reader.read()).done);
    await runs(container);
  };

const WORKER_LOOP = `new (require('worker_threads').Worker)('for (;;);', { eval: true })`;

export const checks: Record<string, Check> = {
  async 'a traced loop tells its phases, and of each callback who queued it and where it stands'(
    container,
  ) {
    const source = [
      `import { readFile } from 'node:fs';`,
      `import { setTimeout as sleep } from 'node:timers/promises';`,
      `setTimeout(`,
      `  () => {}, 1);`,
      ``,
      `process.nextTick(() => {});`,
      `queueMicrotask(() => {});`,
      `Promise.resolve().then(`,
      `  () => {});`,
      `clearTimeout(setTimeout(() => {}, 5));`,
      `await null;`,
      `await new Promise((resolve) =>`,
      `  readFile('index.mjs', () => {`,
      `    setImmediate(() => resolve());`,
      `  }));`,
      `await sleep(1);`,
      `console.log('done');`,
    ].join('\n');
    const lines = await loopOf(container, source, '/home/user/loop');
    const told = lines.filter((line) => !/^(main|timers|poll|check|close|exit)$/.test(line));
    equal(
      told,
      [
        'module 1',
        'Microtask of 7 runs 7',
        'then of 8 runs 9',
        'await of 11 runs Node',
        'TickObject of 6 runs 6',
        'Timeout of 10 cleared',
        'Timeout of 3 runs 4',
        'READFILEJOB of 13 runs Node',
        'Immediate of 14 runs 14',
        'await of 12 runs Node',
        'Timeout of 16 runs Node',
        'await of 16 runs Node',
        'print 17',
      ],
      'what the loop told',
    );
    const phaseOf = (line: string) =>
      lines.slice(0, lines.indexOf(line)).findLast((before) => /^[a-z]+$/.test(before));
    equal(phaseOf('Timeout of 3 runs 4'), 'timers', 'phase of a timer');
    equal(phaseOf('READFILEJOB of 13 runs Node'), 'poll', 'phase of a read');
    equal(phaseOf('Immediate of 14 runs 14'), 'check', 'phase of an immediate');
    equal([lines[0], lines.at(-1)], ['main', 'exit'], 'first and last phase');
  },
  'stop ends a busy loop': stops('for (;;);'),
  'stop ends a wait for ever': stops(
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  ),
  'stop ends a storm of promises': stops('(function f() { Promise.resolve().then(f); })();'),
  'stop ends a storm of ticks': stops('(function f() { process.nextTick(f); })();'),
  'stop ends an idle program': stops('setInterval(() => {}, 1000);'),
  'stop ends a program that handles signals': stops(
    `for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => {}); for (;;);`,
  ),
  'stop ends threads': stops(`${WORKER_LOOP}; ${WORKER_LOOP}; for (;;);`),
  'stop ends a child that spins': stopsChild(child(`console.log('go'); for (;;);`)),
  'stop ends a spawnSync child that never ends': stopsChild(
    child(`console.log('go'); setInterval(() => {}, 1000);`, 'spawnSync'),
  ),
  'stop ends children of children': stopsChild(
    child(child(`console.log('go'); for (;;);`, 'spawnSync'), 'spawnSync'),
  ),
  'stop ends work of the thread pool': stops(
    `require('crypto').pbkdf2('a', 'b', 1e9, 64, 'sha512', () => {});`,
  ),

  async 'endless printing waits for its reader'(container) {
    await container.fs.writeFile('count', '0');
    const source = `const fs = require('fs');
      for (let i = 1; ; i++) {
        if (i % 100 === 0) fs.writeFileSync('count', String(i));
        console.log('x'.repeat(99));
      }`;
    const process = await start(container, source);
    const count = async (): Promise<number> => Number(await container.fs.readFile('count', 'utf8'));
    const stalled = async (): Promise<number> => {
      for (let before = -1; ;) {
        const now = await count();
        if (now > 0 && now === before) return now;
        before = now;
        // Time enough for hundreds of lines, were it not stalled.
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    const unread = await stalled();
    if (unread > 10_000) throw new Error(`${unread} lines were printed and nobody read them`);
    const reader = process.output.getReader();
    for (let read = 0; read < 2_000_000;) read += (await reader.read()).value!.length;
    if ((await stalled()) <= unread) throw new Error('it did not go on when its output was read');
    process.kill();
    equal(await process.exit, 137, 'exit code');
    await reader.cancel();
    await runs(container);
  },

  async 'output that is not wanted does not stop a program'(container) {
    const source = `for (let i = 0; i < 20000; i++) console.log('x'.repeat(99));`;
    const process = await start(container, source, { output: false });
    equal(await process.exit, 0, 'exit code');
  },

  async 'large input arrives whole'(container) {
    const source = `const hash = require('crypto').createHash('sha256'); let length = 0;
      process.stdin.on('data', (data) => { length += data.length; hash.update(data); })
        .on('end', () => console.log(length, hash.digest('hex')));`;
    const process = await start(container, source);
    const text = Array.from({ length: 50_000 }, (_, i) => `line ${i} 한글\n`).join('');
    const writer = process.input.getWriter();
    await writer.write(text);
    await writer.close();
    const bytes = new TextEncoder().encode(text);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    equal(await outputOf(process), `${bytes.length} ${hex}\n`, 'output');
  },

  async 'a terminal has a size, colours and resize events'(container) {
    const source = `console.log(process.stdout.isTTY, process.stdin.isTTY, process.stdout.columns, process.stdout.rows);
      console.log({ a: 1 });
      process.stdout.on('resize', () => {
        console.log('resized', process.stdout.getWindowSize());
        process.exit();
      });
      setInterval(() => {}, 1000);
      console.log('ready');`;
    const process = await start(container, source, { terminal: { cols: 100, rows: 30 } });
    const reader = process.output.getReader();
    const before = await until(reader, 'ready\n');
    equal(plain(before), 'true true 100 30\n{ a: 1 }\nready\n', 'output');
    equal(before.includes('{ a: \u001b[33m1\u001b[39m }'), true, 'colours');
    process.resize({ cols: 60, rows: 20 });
    const after = await until(reader, ']\n');
    equal(plain(after), 'resized [ 60, 20 ]\n', 'after resize');
    equal(await process.exit, 0, 'exit code');
  },

  async 'input reaches a program in a terminal'(container) {
    const source = `process.stdin.setRawMode(true); process.stdin.on('data', (key) => {
      console.log('key', JSON.stringify(String(key))); process.exit(); }); console.log('ready');`;
    const process = await start(container, source, { terminal: { cols: 80, rows: 24 } });
    const reader = process.output.getReader();
    await until(reader, 'ready\n');
    await process.input.getWriter().write('\u001b[A');
    await until(reader, 'key "\\u001b[A"');
  },

  async 'a synchronous read of stdin waits for input'(container) {
    const source = `console.log('ready'); console.log('read', require('fs').readFileSync(0, 'utf8'));`;
    const process = await start(container, source);
    const reader = process.output.getReader();
    await until(reader, 'ready\n');
    const writer = process.input.getWriter();
    await writer.write('typed');
    await writer.close();
    await until(reader, 'read typed\n');
  },

  async 'ports of one program are reached by another, and the page hears of them'(container) {
    const events: unknown[] = [];
    const unsubscribe = container.on('port', (...event) => events.push(event));
    const ready = new Promise<string>((resolve) => {
      container.on('server-ready', (_port, url) => resolve(url));
    });
    const server = await start(
      container,
      `require('http').createServer((req, res) => {
        res.end('asked for ' + req.url);
        if (req.url === '/last') setInterval(() => {}, 1000);
      }).listen(3000);`,
    );
    const url = await ready;
    const ask = (path: string): string =>
      `fetch('${url}${path}').then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))`;
    equal(await outputOf(await start(container, ask('first'))), 'asked for /first\n', 'answer');
    const inUse = `require('net').createServer().on('error', (e) => console.log(e.code)).listen(3000)`;
    equal(await outputOf(await start(container, inUse)), 'EADDRINUSE\n', 'the same port');
    equal(await outputOf(await start(container, ask('last'))), 'asked for /last\n', 'answer');
    server.kill();
    await server.exit;
    equal(await outputOf(await start(container, ask('late'))), 'ECONNREFUSED\n', 'once it ended');
    unsubscribe();
    const expected = [
      [3000, 'open', url],
      [3000, 'close', url],
    ];
    equal(events, expected, 'events');
  },

  async 'connections to a program that is stopped are over'(container) {
    const server = await start(
      container,
      `require('net').createServer((socket) => socket.write('hello')).listen(4000, () => console.log('on'))`,
    );
    await until(server.output.getReader(), 'on\n');
    const client = await start(
      container,
      `const net = require('net'), list = [];
      for (let i = 0; i < 200; i++) {
        const socket = net.connect(4000, '127.0.0.1');
        socket.once('data', () => list.push(socket) === 200 && console.log('connected'));
        socket.on('close', () => list.pop() && list.length === 0 && console.log('all closed'));
      }`,
    );
    const reader = client.output.getReader();
    await until(reader, 'connected\n');
    server.kill();
    await until(reader, 'all closed\n');
    equal(await client.exit, 0, 'exit code');
  },

  async 'programs run side by side'(container) {
    const sleep = (ms: number, text: string): string =>
      `setTimeout(() => console.log('${text}', process.pid), ${ms})`;
    const first = await start(container, sleep(100, 'first'));
    const second = await start(container, sleep(1, 'second'));
    const texts = await Promise.all([outputOf(first), outputOf(second)]);
    equal(
      texts.map((text) => text.split(' ')[0]),
      ['first', 'second'],
      'outputs',
    );
    equal(new Set(texts.map((text) => text.split(' ')[1])).size, 2, 'process ids');
  },

  async 'files are shared with the page'(container) {
    const { fs } = container;
    await container.mount({
      'main.js': {
        file: { contents: `require('fs').writeFileSync('out.txt', require('./lib/a.js'))` },
      },
      lib: { directory: { 'a.js': { file: { contents: 'module.exports = "from a"' } } } },
      link: { file: { symlink: 'lib/a.js' } },
    });
    const process = await container.spawn('node', ['main.js']);
    equal(await process.exit, 0, 'exit code');
    equal(await fs.readFile('out.txt', 'utf8'), 'from a', 'what the program wrote');
    equal(await fs.readFile('link', 'utf8'), 'module.exports = "from a"', 'through a link');
    await fs.mkdir('a/b', { recursive: true });
    await fs.writeFile('a/b/c.bin', new Uint8Array([0, 255]));
    await fs.rename('a/b/c.bin', 'a/d.bin');
    equal((await fs.readdir('a')).sort(), ['b', 'd.bin'], 'readdir');
    equal([...(await fs.readFile('a/d.bin'))], [0, 255], 'bytes');
    await fs.rm('a', { recursive: true });
    const code = await fs.readFile('a/d.bin').catch((error: { code: string }) => error.code);
    equal(code, 'ENOENT', 'reading what is gone');
  },

  async 'only node can be spawned'(container) {
    const error = await container.spawn('npm', ['install']).catch((error: Error) => error);
    equal(error instanceof Error && error.message.includes('"npm"'), true, 'rejects by name');
  },

  async 'the network cannot be reached'(container) {
    const source = `(async () => {
      const leaks = [];
      const attempt = async (name, run) => { try { await run(); leaks.push(name); } catch {} };
      await attempt('fetch', () => fetch('${location.origin}/page.js'));
      await attempt('import', () => import('${location.origin}/page.js'));
      await attempt('Function', () => Function('return import("${location.origin}/page.js")')());
      for (const name of ['XMLHttpRequest', 'WebSocketStream', 'EventSource', 'importScripts', 'indexedDB', 'caches']) {
        if (typeof globalThis[name] !== 'undefined') leaks.push(name);
      }
      console.log(JSON.stringify(leaks));
    })();`;
    equal(await outputOf(await start(container, source)), '[]\n', 'what worked');
  },

  async 'a lost frame is noticed'(container) {
    const process = await start(container, `console.log('go'); setInterval(() => {}, 1000)`);
    await until(process.output.getReader(), 'go\n');
    const lost = new Promise<string>((resolve) => container.on('lost', resolve));
    document.querySelector('iframe')!.remove();
    const reason = await lost;
    if (!/frame/.test(reason)) throw new Error(`reason: ${reason}`);
    const error = await process.exit.then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (!error?.includes('lost')) throw new Error(`the exit gave ${error}`);
    await container.fs.readFile('x').then(
      () => Promise.reject(new Error('a lost container answered')),
      () => undefined,
    );
  },

  async 'teardown removes the frame and settles what runs'(container) {
    const process = await start(container, `setInterval(() => {}, 1000)`);
    container.teardown();
    equal(document.querySelectorAll('iframe').length, 0, 'frames');
    equal(await process.exit.catch(() => 'rejected'), 'rejected', 'exit');
  },
};

let shared: Promise<Container> | undefined;

/** Runs one check, on the container that the last one left if that is still alive. */
export async function check(name: string): Promise<void> {
  const container = await (shared ??= bootEmbedded());
  await checks[name]!(container);
  await container.fs.readdir('.').catch(() => (shared = undefined));
}

/** Boots, and aborts that at once: nothing may stay behind. */
export async function abortBoot(): Promise<void> {
  const controller = new AbortController();
  const boot = bootEmbedded({
    signal: controller.signal,
    onStep: (step) => step === 'starting' && queueMicrotask(() => controller.abort()),
  });
  equal(await boot.catch((error: Error) => error.name), 'AbortError', 'boot');
  equal(document.querySelectorAll('iframe').length, 0, 'frames');
}

let doomed: Promise<string> | undefined;

/** Boots a container that is to be lost. */
export async function bootDoomed(): Promise<void> {
  const container = await bootEmbedded();
  doomed = new Promise((resolve) => container.on('lost', resolve));
}

/** The reason why it was lost. */
export async function loss(): Promise<string> {
  return doomed!;
}

let tired: Promise<Container> | undefined;

/** `count` runs in one container, the same on every call; half of them are stopped, with a thread. */
export async function manyRuns(count: number): Promise<void> {
  const container = await (tired ??= bootEmbedded());
  for (let i = 0; i < count; i += 2) {
    await runs(container);
    const process = await start(container, `console.log('go'); ${WORKER_LOOP}; for (;;);`);
    await until(process.output.getReader(), 'go\n');
    process.kill();
    await process.exit;
  }
}
