/** What goes into a program and what comes out, with and without a terminal. */
import { equal, outputOf, plain, runs, start, until, type Check } from './programs.ts';

export const streamChecks: Record<string, Check> = {
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
};
