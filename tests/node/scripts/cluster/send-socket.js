// An accepted connection goes to a child, which alone has it then, or both (keepOpen).
const { fork } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');

if (process.argv[2] === 'child') {
  const heard = [];
  process.on('message', (message, socket) => {
    heard.push(['got', message, socket instanceof net.Socket, socket.remoteAddress]);
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      heard.push(['data', data]);
      socket.write(`echo ${data}`, () => process.send('written'));
    });
    socket.on('end', () => heard.push(['end']));
    socket.on('close', (hadError) => {
      process.send([...heard, ['close', hadError]], () => process.disconnect());
    });
  });
} else if (process.argv[2] === 'pipe') {
  process.once('message', (message, socket) => {
    socket.pipe(socket);
    socket.on('close', () => process.disconnect());
  });
} else {
  run(false, () => run(true, () => pipe()));
}

function run(keepOpen, next) {
  console.log('keepOpen', keepOpen);
  const child = fork(__filename, ['child']);
  const heard = [];
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    child.send('socket', socket, { keepOpen });
    console.log('the parent has it still', socket._handle !== null);
    child.on('message', (message) => {
      if (message !== 'written') for (const line of message) console.log('child:', ...line);
      else if (keepOpen) socket.end(', and the parent');
      else client.end();
    });
  });
  let client;
  server.listen(0, '127.0.0.1', () => {
    client = net.connect(server.address().port, '127.0.0.1', () => client.write('hello'));
    client.setEncoding('utf8');
    client.on('data', (data) => heard.push(data));
    client.on('end', () => heard.push(' end'));
  });
  child.on('exit', (...how) => {
    console.log('exit', ...how);
    server.close(() => {
      console.log('client:', heard.join(''));
      next();
    });
  });
}

/** More than any buffer holds, there and back. */
async function pipe() {
  const child = fork(__filename, ['pipe']);
  const exit = once(child, 'exit');
  const server = net.createServer({ pauseOnConnect: true }, (socket) => child.send('pipe', socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = net.connect(server.address().port, '127.0.0.1');
  client.end(Buffer.alloc(6_000_000, 'abcdefg'));
  let [size, sum] = [0, 0];
  for await (const data of client) {
    size += data.length;
    for (const byte of data) sum = (sum + byte) % 1_000_003;
  }
  console.log('back', size, sum);
  console.log('exit', ...(await exit));
  server.close();
}
