// What cpSync refuses before it copies anything, and in which order it looks.
const fs = require('fs');
const net = require('net');
const path = require('path');

fs.mkdirSync('t/a/b', { recursive: true });
fs.mkdirSync('t/other');
fs.writeFileSync('t/a/file', '');
fs.writeFileSync('t/file', '');
fs.symlinkSync(path.resolve('t/a'), 't/link');
fs.symlinkSync('a', 't/relative');

const copy = (from, to, options) => {
  const what = `${from} -> ${to} ${JSON.stringify(options) ?? ''}`;
  try {
    fs.cpSync(from, to, options);
    console.log(what, 'copied');
  } catch ({ code, syscall, message }) {
    console.log(what, code, syscall, message.replaceAll(process.cwd(), '.'));
  }
};
const recursive = true;
const tries = {
  't/a': ['t/a', 't/x', 't/a/b/c', 't/file', 't/link', 't/link/q'],
  't/file': ['t/file', 't/other', 't/new/deep/file', 't/a/file/x'],
  't/a/b': ['t/link/b/c'],
  't/link': ['t/a'],
  't/relative': ['t/other'],
  't/none': ['t/x'],
};
for (const [from, targets] of Object.entries(tries)) {
  for (const to of targets) {
    copy(from, to);
    if (to !== 't/x') copy(from, to, { recursive });
  }
}
copy('t/a', 't/link/q', { recursive, dereference: true });

for (const job of [fs.statSync, fs.lstatSync]) {
  try {
    console.log(job('t/file/x', { throwIfNoEntry: false }));
  } catch ({ message }) {
    console.log(message);
  }
}
const server = net.createServer().listen('t/socket', () => {
  copy('t/socket', 't/copy');
  server.close();
});

// Links at either end, followed or not.
for (const from of ['a', 'file', 'link', 'to-file']) {
  for (const to of ['other', 'file', 'link', 'to-file']) {
    for (const dereference of [false, true]) {
      fs.rmSync('u', { recursive: true, force: true });
      for (const root of ['u/from', 'u/to']) {
        for (const name of ['a', 'other']) fs.mkdirSync(`${root}/${name}`, { recursive: true });
        fs.writeFileSync(`${root}/file`, '');
        fs.symlinkSync('a', `${root}/link`);
        fs.symlinkSync('file', `${root}/to-file`);
      }
      copy(`u/from/${from}`, `u/to/${to}`, { recursive, dereference, force: false });
    }
  }
}

for (const from of ['link', 'to-file']) copy(`u/from/${from}`, 'u/new', { dereference: true });
