/**
 * What the container must bear, checked in the tab against the real bootEmbedded. Each check gets a
 * container in which nothing runs. Nothing here waits for a fixed time: a check that never comes to its
 * end is stopped by the harness's deadline.
 */
import { loopChecks } from './loop-checks.ts';
import { missingChecks } from './missing-checks.ts';
import { networkChecks } from './network-checks.ts';
import { equal, outputOf, start, until, type Check } from './programs.ts';
import { stopChecks } from './stop-checks.ts';
import { streamChecks } from './stream-checks.ts';

export const checks: Record<string, Check> = {
  ...loopChecks,
  ...stopChecks,
  ...streamChecks,
  ...networkChecks,
  ...missingChecks,

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
