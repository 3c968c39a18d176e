/** What /mnt/durable must bear in a real browser: reloads, two tabs, storage that is denied or full. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { gotoHarness } from './tab.ts';

export interface DurableCheck {
  name: string;
  /** `context` is a browser profile of its own, with empty storage. */
  run(context: BrowserContext, url: string): Promise<void>;
}

function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

function matches(text: string | undefined, pattern: RegExp, what: string): void {
  if (!pattern.test(text ?? '')) throw new Error(`${what}: expected ${pattern}, got ${text}`);
}

const program = (tab: Page, source: string): Promise<string> =>
  tab.evaluate((source) => harness.program(source), source);

async function open(context: BrowserContext, url: string): Promise<Page> {
  return gotoHarness(await context.newPage(), url);
}

/** Saves a file with or without fsync, and prints what is read of it. */
const save = (name: string, fsync: boolean): string => `
  const fs = require('fs');
  const fd = fs.openSync('/mnt/durable/${name}', 'w');
  fs.writeSync(fd, '${name}');
  ${fsync ? 'fs.fsyncSync(fd);' : ''}
  console.log(fs.readFileSync('/mnt/durable/${name}', 'utf8'));`;

const LIST = `console.log(require('fs').readdirSync('/mnt/durable').join());`;

/** A program that says what goes wrong. */
const ATTEMPT = `try { require('fs').writeFileSync('/mnt/durable/f', 'x', { flush: true }); console.log('ok'); }
  catch (error) { console.log(error.code, error.syscall, error.message); }`;

/** Puts a line before the script of the worker that has the storage. */
async function inBroker(context: BrowserContext, line: string): Promise<void> {
  await context.route(/\/disk\.[^/]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: line + (await response.text()) });
  });
}

/** `what`: a function of the broker's worker that the browser denies it. */
function denied(name: string, what: string): DurableCheck {
  return {
    name: `durable/${name} is an error that says so`,
    async run(context, url) {
      await inBroker(
        context,
        `if (navigator.storage) ${what} = async () => { throw new DOMException('', 'SecurityError'); };`,
      );
      const tab = await open(context, url);
      await tab.evaluate(() => harness.hearOfDisk());
      matches(await program(tab, ATTEMPT), /^EACCES open .*private window/, 'the program');
      matches((await tab.evaluate(() => harness.diskProblems))[0], /private window/, 'the page');
      equal(await program(tab, `console.log('runs')`), 'runs\n', 'all else');
    },
  };
}

export const durableChecks: DurableCheck[] = [
  {
    name: 'durable/what was fsynced survives a reload, what was only written does not',
    async run(context, url) {
      const tab = await open(context, url);
      equal(await program(tab, save('written', false)), 'written\n', 'read back');
      // The page cache is the machine's, not the process's.
      const killed = `${save('killed', false)} process.kill(process.pid, 'SIGKILL');`;
      await program(tab, killed);
      equal(await program(tab, LIST), 'killed,written\n', 'after the process was killed');
      await tab.reload();
      equal(await program(tab, LIST), '\n', 'after a reload');
      equal(await program(tab, save('synced', true)), 'synced\n', 'read back');
      await program(tab, save('written', false));
      await tab.reload();
      equal(await program(tab, LIST), 'synced\n', 'after a reload');
    },
  },
  {
    name: 'durable/every way to fsync reaches the disk',
    async run(context, url) {
      const tab = await open(context, url);
      const source = `
        const fs = require('fs'), { Worker } = require('worker_threads');
        const at = (name) => '/mnt/durable/' + name;
        (async () => {
          fs.mkdirSync(at('d/e'), { recursive: true });
          fs.writeFileSync(at('flush'), 'flush', { flush: true });
          await fs.promises.writeFile(at('promise'), 'promise', { flush: true });
          const handle = await fs.promises.open(at('sync'), 'w');
          await handle.write('sync');
          await handle.sync();
          await handle.write(' and datasync');
          await handle.datasync();
          await handle.close();
          fs.writeFileSync(at('as'), 'as', { flag: 'as' });
          const stream = fs.createWriteStream(at('d/e/stream'), { flush: true });
          await new Promise((resolve) => stream.end('stream', resolve).on('close', resolve));
          const fd = fs.openSync(at('callback'), 'w');
          fs.writeSync(fd, 'callback');
          await new Promise((resolve) => fs.fdatasync(fd, resolve));
          const worker = new Worker(\`require('fs').writeFileSync('\${at('thread')}', 'thread', { flush: true })\`, { eval: true });
          await new Promise((resolve) => worker.on('exit', resolve));
          const order = [];
          await Promise.all(Array.from({ length: 20 }, async (_, i) => {
            await fs.promises.writeFile(at('many' + i), 'x', { flush: true });
          }));
          console.log('done');
        })();`;
      equal(await program(tab, source), 'done\n', 'output');
      await tab.reload();
      const read = `const fs = require('fs'); process.chdir('/mnt/durable');
        for (const name of ['flush', 'promise', 'sync', 'as', 'd/e/stream', 'callback', 'thread']) console.log(fs.readFileSync(name, 'utf8'));
        console.log(fs.readdirSync('.').filter((name) => name.startsWith('many')).length);`;
      const lines = ['flush', 'promise', 'sync and datasync', 'as', 'stream', 'callback', 'thread'];
      equal(await program(tab, read), `${[...lines, 20].join('\n')}\n`, 'after a reload');
    },
  },
  {
    name: 'durable/an fsync is one flush of the browser, a write is none',
    async run(context, url) {
      await inBroker(
        context,
        `if (typeof FileSystemSyncAccessHandle === 'function') {
          const { prototype } = FileSystemSyncAccessHandle, { flush } = prototype;
          const channel = new BroadcastChannel('flushes');
          prototype.flush = function () { flush.call(this); channel.postMessage(1); };
        }`,
      );
      const tab = await open(context, url);
      await tab.evaluate(() => {
        const counts = globalThis as unknown as { flushes: number };
        counts.flushes = 0;
        new BroadcastChannel('flushes').onmessage = () => counts.flushes++;
      });
      /** Comes to its end once there have been so many. */
      const flushed = (count: number) =>
        tab.waitForFunction(
          (count) => (globalThis as unknown as { flushes: number }).flushes >= count,
          count,
        );
      const writes = (fsync: string) => `const fs = require('fs');
        const fd = fs.openSync('/mnt/durable/log', 'a');
        for (let i = 0; i < 50; i++) { fs.writeSync(fd, 'record'); ${fsync} }`;
      await program(tab, writes(''));
      await program(tab, writes('fs.fsyncSync(fd);'));
      await flushed(50);
      await program(tab, writes('if (i % 10 === 9) fs.fdatasyncSync(fd);'));
      await flushed(55);
      await program(tab, writes(''));
      const all = await tab.evaluate(() => (globalThis as unknown as { flushes: number }).flushes);
      equal(all, 55, 'flushes of 200 writes, 50 fsyncs and 5 fdatasyncs');
    },
  },
  {
    name: 'durable/the page reads it, and wipes it',
    async run(context, url) {
      const tab = await open(context, url);
      await program(tab, save('kept', true));
      await tab.reload();
      await tab.evaluate(() => harness.wipeDurable()); // no container has it
      equal(await program(tab, LIST), '\n', 'after wiping without a container');
      await program(tab, save('kept', true));
      await tab.evaluate(() => harness.wipeDurable());
      equal(await program(tab, LIST), '\n', 'after wiping');
      await program(tab, save('again', true));
      await tab.reload();
      equal(await program(tab, LIST), 'again\n', 'after a reload');
    },
  },
  {
    name: 'durable/a second tab is told that the first one has it',
    async run(context, url) {
      const first = await open(context, url);
      await program(first, save('first', true));
      const second = await open(context, url);
      const problems = await second.evaluate(() => harness.hearOfDisk());
      equal(problems, [], 'before it is used');
      equal(await program(second, `console.log('runs')`), 'runs\n', 'all else');
      const said = await program(second, ATTEMPT);
      matches(
        said,
        /^EBUSY open EBUSY: resource busy or locked, open .*another tab/,
        'the program',
      );
      const [words] = await second.evaluate(() => harness.diskProblems);
      matches(words, /another tab/i, 'the page');
      const wiped = await second.evaluate(() =>
        harness.wipeDurable().catch((error) => error.problem),
      );
      equal(wiped, 'in-use', 'wiping');
      await first.close();
      equal(await program(second, LIST), 'first\n', 'once the first tab is closed');
    },
  },
  denied('storage that is denied', 'navigator.storage.getDirectory'),
  // As Chromium does where the user has blocked all site data.
  denied('a lock that is denied', 'navigator.locks.request'),
  {
    name: 'durable/a browser without such storage is an error that says so',
    async run(context, url) {
      await inBroker(context, `if (navigator.storage) navigator.storage.getDirectory = undefined;`);
      const tab = await open(context, url);
      matches(
        await program(tab, ATTEMPT),
        /^ENODEV open .*Origin Private File System/,
        'the program',
      );
    },
  },
  {
    name: 'durable/a browser that gives no more room fails the fsync, and keeps what there is',
    async run(context, url) {
      const tab = await open(context, url);
      await program(tab, save('before', true));
      const session = await context.newCDPSession(tab);
      const { origin } = new URL(url);
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
      const source = `const fs = require('fs');
        const fd = fs.openSync('/mnt/durable/large', 'w');
        console.log(fs.writeSync(fd, Buffer.alloc(5_000_000)));
        try { fs.fsyncSync(fd); } catch (error) { console.log(error.code, error.syscall, error.message); }`;
      matches(
        await program(tab, source),
        /^5000000\nENOSPC fsync ENOSPC: .*no more storage/,
        'the program',
      );
      await tab.reload();
      equal(await program(tab, LIST), 'before\n', 'after a reload');
    },
  },
];

/** Runs a check in a profile of its own. */
export async function runDurableCheck(
  browser: Browser,
  url: string,
  check: DurableCheck,
): Promise<void> {
  const context = await browser.newContext();
  try {
    await check.run(context, url);
  } finally {
    await context.close();
  }
}
