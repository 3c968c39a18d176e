// node:fs/promises and FileHandle.
import fs from 'node:fs/promises';
import { existsSync } from 'node:fs';

await fs.mkdir('work');
process.chdir('work');
await fs.writeFile('a', 'line 1\nline 2\nline 3');
await fs.appendFile('a', '\nline 4');
console.log(await fs.readFile('a', 'utf8'), (await fs.stat('a')).size);
await fs.writeFile(
  'iterable',
  (async function* () {
    yield 'x';
    yield Buffer.from('y');
  })(),
);
console.log(await fs.readFile('iterable', { encoding: 'base64' }));

const handle = await fs.open('a', 'r+');
console.log(handle.constructor.name, Object.getOwnPropertyNames(handle), typeof handle.fd);
console.log(await handle.read(Buffer.alloc(4), 0, 4, 5));
console.log(await handle.write('LINE', 0), await handle.write(Buffer.from('12345'), 1, 2, 5));
console.log(await handle.readv([Buffer.alloc(2), Buffer.alloc(3)], 0));
console.log((await handle.writev([Buffer.from('a'), Buffer.from('b')], 0)).bytesWritten);
console.log((await handle.stat()).isFile(), (await handle.stat({ bigint: true })).size);
console.log(await handle.readFile('utf8'));
await handle.truncate(10);
await handle.utimes(1, 2);
await handle.chmod(0o600);
await handle.sync();
await handle.datasync();
console.log((await fs.stat('a')).mtimeMs, (await fs.stat('a')).mode.toString(8));
let closed = 0;
handle.on('close', () => closed++);
await Promise.all([handle.close(), handle.close()]);
console.log(closed, handle.fd);
for (const use of [() => handle.stat(), () => handle.read(Buffer.alloc(1)), () => handle.close()]) {
  await use().then(
    (value) => console.log('resolved', value),
    (error) => console.log(error.code, error.message, error.syscall),
  );
}

await using lines = await fs.open('a');
for await (const line of lines.readLines()) console.log('line:', line);

console.log(
  await fs.mkdir('x/y/z', { recursive: true }),
  await fs.mkdir('x/y/z', { recursive: true }),
);
await fs.symlink('y', 'x/link');
await fs.link('a', 'x/hard');
await fs.rename('iterable', 'x/renamed');
await fs.copyFile('a', 'x/copy');
console.log((await fs.readdir('x', { recursive: true })).sort(), await fs.readlink('x/link'));
for await (const entry of await fs.opendir('x')) console.log(entry.name === '', entry.parentPath);
await fs.cp('x', 'w', { recursive: true });
console.log((await fs.readdir('w')).sort());
await fs.rm('w', { recursive: true });
await fs.unlink('x/copy');
await fs.truncate('a');
console.log(existsSync('w'), existsSync('x/copy'), (await fs.readFile('a')).length);
await fs.access('a');
console.log(await fs.realpath('x/../x/link').then((path) => path.endsWith('/work/x/y')));
console.log((await fs.mkdtemp('t-')).length, (await fs.lstat('x/link')).isSymbolicLink());

const controller = new AbortController();
const reading = fs.readFile('a', { signal: controller.signal });
controller.abort();
await reading.catch((error) => console.log(error.name, error.code));
const large = Buffer.alloc(2_000_000, 'abc');
await fs.writeFile('large', large);
console.log(
  (await fs.readFile('large')).equals(large),
  (await fs.readFile('large', 'latin1')).length,
);
