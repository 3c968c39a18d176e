// A socket is there as long as any process has it, however the others end.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');

const roles = {
  /** Gives a server and a connection to a child, and is killed. */
  owner() {
    const child = fork(__filename, ['heir']);
    const given = net.createServer();
    const own = net.createServer({ pauseOnConnect: true }, (socket) => {
      child.send('socket', socket, { keepOpen: true });
    });
    own.listen(0, '127.0.0.1', () => {
      given.listen(0, '127.0.0.1', () => child.send('server', given));
    });
    child.on('message', (message) => {
      const ports = { given: given.address()?.port, own: own.address().port };
      if (message === 'has server') given.close();
      process.send([message, ports]);
    });
  },
  heir() {
    process.on('message', (kind, handle) => {
      if (kind === 'server') {
        handle.on('connection', (socket) => {
          socket.end('the child accepts');
          handle.close();
        });
      } else {
        handle.on('data', (data) => handle.write(`the child hears ${data}`));
      }
      process.send(`has ${kind}`);
    });
  },
  holder() {
    process.on('message', (how, socket) => {
      if (how === 'exit') socket.on('data', () => process.exit(3));
      else socket.on('data', () => process.kill(process.pid, 'SIGKILL'));
    });
  },
  deaf() {
    setInterval(() => {}, 1000);
  },
};

if (process.argv[2]) {
  roles[process.argv[2]]();
} else {
  senderIsKilled()
    .then(() => receiverEnds('exit'))
    .then(() => receiverEnds('SIGKILL'))
    .then(() => nobodyReceives());
}

async function senderIsKilled() {
  console.log('the sender is killed');
  const owner = fork(__filename, ['owner']);
  const ended = exit(owner);
  const [[, ports]] = await once(owner, 'message');
  const client = net.connect(ports.own, '127.0.0.1').setEncoding('utf8');
  await once(owner, 'message');
  owner.kill('SIGKILL');
  console.log(...(await ended));
  const other = net.connect(ports.given, '127.0.0.1').setEncoding('utf8');
  console.log(...(await once(other, 'data')));
  client.write('hello');
  console.log(...(await once(client, 'data')));
  client.end();
  await once(client, 'close');
}

/** The other end hears that the last process that had the connection is gone. */
async function receiverEnds(how) {
  console.log('the receiver ends:', how);
  const child = fork(__filename, ['holder']);
  const ended = exit(child);
  const server = net.createServer({ pauseOnConnect: true }, (socket) => child.send(how, socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1', () => client.write('end'));
  client.resume();
  await once(client, 'end');
  console.log('client: end');
  console.log(...(await ended));
  server.close();
}

/** What was sent to a process that is killed before it reads is open nowhere but here. */
async function nobodyReceives() {
  console.log('nobody receives it');
  const child = fork(__filename, ['deaf']);
  const ended = exit(child);
  const server = net.createServer({ pauseOnConnect: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1').resume();
  const [socket] = await once(server, 'connection');
  child.send('socket', socket, { keepOpen: true });
  child.kill('SIGKILL');
  console.log(...(await ended));
  socket.destroy();
  await once(client, 'close');
  console.log('client: close');
  server.close();
}

async function exit(child) {
  return ['exit', ...(await once(child, 'exit'))];
}
