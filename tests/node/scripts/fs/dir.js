// fs.Dir.
const fs = require('node:fs');

fs.mkdirSync('work/d/sub', { recursive: true });
process.chdir('work');
for (let file = 0; file < 70; file++) fs.writeFileSync(`d/${file}`, '');

const dir = fs.opendirSync('d');
const names = [];
for (let entry = dir.readSync(); entry; entry = dir.readSync()) names.push(entry.name);
console.log(dir.path, names.length, new Set(names).size);
dir.closeSync();
for (const use of ['readSync', 'closeSync']) {
  try {
    dir[use]();
  } catch (error) {
    console.log(use, error.code, error.message);
  }
}

(async () => {
  let count = 0;
  for await (const entry of await fs.promises.opendir('d', { bufferSize: 4 })) {
    count += entry.isFile() ? 1 : 100;
  }
  console.log(count);
  const all = [];
  for await (const entry of await fs.promises.opendir('.', { recursive: true }))
    all.push(entry.name);
  console.log(all.length);
  const open = await fs.promises.opendir('d');
  console.log((await open.read()).constructor.name, await open.close());
  await open.read().catch((error) => console.log(error.code));
  fs.opendir('d', (error, opened) => {
    opened.read((error, entry) => {
      console.log(error, typeof entry.name);
      opened.close((...args) => console.log('closed', args));
    });
  });
})();
