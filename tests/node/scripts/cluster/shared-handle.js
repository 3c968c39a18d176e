// SCHED_NONE: workers share the listening socket itself, of TCP, of a name, and of UDP.
const cluster = require('node:cluster');
const dgram = require('node:dgram');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

cluster.schedulingPolicy = cluster.SCHED_NONE;
const folder = process.env.FOLDER ?? fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'c-'));

if (cluster.isPrimary) {
  const one = cluster.fork({ FOLDER: folder });
  one.once('message', (ports) => {
    const two = cluster.fork({ FOLDER: folder });
    two.once('message', async (same) => {
      console.log('same ports', same.tcp === ports.tcp, same.udp === ports.udp);
      const workers = new Set();
      for (let i = 0; i < 4; i++) workers.add((await ask({ port: ports.tcp })).split(' ')[0]);
      console.log(
        'somebody answers',
        [...workers].every((id) => id === '1' || id === '2'),
      );
      console.log((await ask({ path: path.join(folder, 's') })).split(' ')[1]);
      one.disconnect();
      one.on('exit', async (code) => {
        console.log('one has gone', code);
        console.log(await ask({ port: ports.tcp }));
        console.log(await echo(ports.udp));
        two.disconnect();
        two.on('exit', async (code) => {
          console.log('two has gone', code);
          console.log(await ask({ port: ports.tcp }));
          fs.rmSync(folder, { recursive: true });
        });
      });
    });
  });
} else {
  const answer = (socket) => socket.end(`${cluster.worker.id} answers`);
  const tcp = net.createServer(answer).listen(0, '127.0.0.1', () => {
    net.createServer(answer).listen(path.join(folder, 's'), () => {
      const udp = dgram.createSocket('udp4').bind(0, '127.0.0.1', () => {
        process.send({ tcp: tcp.address().port, udp: udp.address().port });
      });
      udp.on('message', (data, { port }) => {
        udp.send(`${cluster.worker.id} heard ${data}`, port, '127.0.0.1');
      });
    });
  });
}

function ask(where) {
  return new Promise((resolve) => {
    let text = '';
    net
      .connect({ host: '127.0.0.1', ...where })
      .setEncoding('utf8')
      .on('data', (data) => (text += data))
      .on('end', () => resolve(text))
      .on('error', ({ code }) => resolve(code));
  });
}

function echo(port) {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    socket.send('hello', port, '127.0.0.1');
    socket.on('message', (data) => {
      socket.close();
      resolve(String(data));
    });
  });
}
