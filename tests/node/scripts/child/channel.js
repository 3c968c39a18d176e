// unref, stdio ipc position, exit while connected, disconnect from the parent, kill, fork options
const { fork, spawn } = require('child_process');
const code = `process.on('message', (m) => process.send(m));process.on('disconnect', () => console.log('gone'))`;
const one = spawn(process.execPath, ['-e', code], {
  stdio: ['ignore', 'pipe', 'inherit', 'ignore', 'ipc'],
});
let text = '';
one.stdout.on('data', (d) => (text += d));
one.send({ n: 1 });
one.once('message', (m) => {
  console.log('one', m);
  one.disconnect();
  console.log(one.connected);
  try {
    one.send('x', (e) => console.log(e.code));
  } catch (e) {
    console.log(e);
  }
});
one.on('exit', (...a) => {
  console.log('one', ...a, text);
  two();
});
function two() {
  const c = spawn(
    process.execPath,
    ['-e', `process.send('a'); process.send('b', () => process.exit(5))`],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const got = [];
  c.on('message', (m) => got.push(m));
  c.on('disconnect', () => got.push('disconnect'));
  c.on('close', (code) => {
    console.log('two', got, code);
    three();
  });
}
function three() {
  // a child without listeners ends by itself though the channel is open
  const c = spawn(
    process.execPath,
    [
      '-e',
      `process.send({ listeners: process.listenerCount('message'), keys: process.channel !== undefined })`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  c.on('message', (m) => console.log('three', m));
  c.on('exit', (code) => {
    console.log('three', code);
    four();
  });
}
function four() {
  const c = spawn(
    process.execPath,
    [
      '-e',
      `process.on('message', () => {}); process.channel.unref(); process.send(typeof process.env.NODE_CHANNEL_FD)`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' },
  );
  c.on('message', (m) => {
    console.log('four', m);
  });
  c.on('exit', (code) => {
    console.log('four', code);
    five();
  });
}
function five() {
  const c = spawn(
    process.execPath,
    ['-e', `process.on('message', (m) => { console.log(m); process.disconnect(); })`],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' },
  );
  c.send({
    map: new Map([[1, new Set([2n])]]),
    date: new Date(0),
    buf: Buffer.from('x'),
    err: new RangeError('t').message,
    u: undefined,
  });
  c.on('exit', (code) => {
    console.log('five', code);
  });
  try {
    c.send(undefined);
  } catch (e) {
    console.log(e.code);
  }
  try {
    c.send(() => {});
  } catch (e) {
    console.log(e.code);
  }
}
