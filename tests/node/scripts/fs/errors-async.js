// Errors of callbacks and promises, with their stacks.
const fs = require('node:fs');
const { inspect } = require('node:util');

fs.mkdirSync('work/a', { recursive: true });
process.chdir('work');
fs.writeFileSync('f', 'hi');

const BAD = 9999;
const none = 'none';
const calls = {
  access: [none],
  chmod: [none, 0o600],
  close: [BAD],
  copyFile: [none, 'x'],
  cp: [none, 'x'],
  fstat: [BAD],
  ftruncate: [BAD, 1],
  link: [none, 'x'],
  lstat: [none],
  mkdir: ['a'],
  open: [none, 'r'],
  opendir: [none],
  read: [BAD, Buffer.alloc(1), 0, 1, 0],
  readFile: [none],
  readdir: [none],
  readlink: ['f'],
  readv: [BAD, [Buffer.alloc(1)]],
  realpath: [none],
  rename: [none, 'x'],
  rm: [none],
  rmdir: ['f'],
  stat: [none],
  statfs: [none],
  symlink: ['x', 'a'],
  truncate: [none],
  unlink: [none],
  utimes: [none, 1, 1],
  write: [BAD, 'x'],
  writeFile: ['a', 'x'],
  writev: [BAD, [Buffer.from('x')]],
};

async function main() {
  for (const [name, args] of Object.entries(calls)) {
    await new Promise((resolve) => {
      fs[name](...args, (error, ...values) => {
        console.log(`${name}:`, inspect(error), values.length, error.stack);
        resolve();
      });
    });
  }
  for (const name of Object.keys(calls)) {
    if (!fs.promises[name]) continue;
    try {
      await fs.promises[name](...calls[name]);
    } catch (error) {
      console.log(`promises.${name}:`, error.message, Object.entries(error));
    }
  }
  console.log(await fs.promises.stat(none, { throwIfNoEntry: false }));
  await new Promise((resolve) => {
    fs.stat(none, { throwIfNoEntry: false }, (...args) => resolve(console.log('stat', args)));
  });
  await new Promise((resolve) => {
    fs.readFile('a', (error) => resolve(console.log('readFile of a directory', inspect(error))));
  });
  try {
    await fs.promises.readFile(none);
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 2).join('\n'));
  }
}
main();
