// Messages both ways, in either serialization, one after the other.
const { fork } = require('child_process');
if (process.argv[2] === 'child') {
  process.on('message', (m) => {
    if (m === 'bye') return process.disconnect();
    process.send({ echo: m, connected: process.connected });
  });
  process.on('disconnect', () => console.log('child: disconnect', process.connected));
  process.send('hello', () => console.log('child: sent'));
} else {
  talk('json', () => talk('advanced'));
}

function talk(serialization, next) {
  const c = fork(__filename, ['child'], { silent: true, serialization });
  let out = '';
  c.stdout.on('data', (d) => (out += d));
  c.on('message', (m) => {
    console.log('parent got', m.echo?.length > 999 ? m.echo.length : m);
    if (m === 'hello') {
      c.send({ a: 1, n: null, nested: ['x', { y: 2 }] }, (e) => console.log('cb', e));
      c.send('한글');
      c.send('z'.repeat(300000));
      c.send(12);
    }
    if (m.echo === 12) c.send('bye');
  });
  c.on('disconnect', () => console.log('disconnect', c.connected));
  c.on('exit', (...a) => console.log('exit', ...a));
  c.on('close', (...a) => {
    console.log('close', ...a);
    console.log(out);
    c.send('late', (e) => {
      console.log(e.code);
      next?.();
    });
  });
  console.log(c.connected, typeof c.channel.ref);
}
