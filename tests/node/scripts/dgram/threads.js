// Datagrams between threads and processes, in the order in which they were sent.
const { fork } = require('node:child_process');
const dgram = require('node:dgram');
const { Worker, isMainThread, workerData } = require('node:worker_threads');

function send(port, who) {
  const socket = dgram.createSocket('udp4');
  socket.connect(port, '127.0.0.1', () => {
    for (const n of [1, 2, 3]) socket.send(`${who} ${n}`);
  });
  socket.on('message', (message) => {
    console.log(`${who} got`, message.toString());
    socket.close();
  });
}

if (process.argv[2]) {
  send(Number(process.argv[2]), 'process');
} else if (!isMainThread) {
  send(workerData, 'thread');
} else {
  const socket = dgram.createSocket('udp4');
  let count = 0;
  socket.on('message', (message, { port }) => {
    console.log(message.toString());
    if (!String(message).endsWith('3')) return;
    socket.send('thanks', port, '127.0.0.1', () => {
      if (++count === 2) socket.close();
    });
  });
  socket.bind(0, () => {
    const { port } = socket.address();
    new Worker(__filename, { workerData: port }).on('exit', () => {
      fork(__filename, [String(port)]);
    });
  });
}
