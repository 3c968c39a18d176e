// A server in a worker thread, its client in the main thread, and the other way round.
const net = require('node:net');
const { once } = require('node:events');
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');

const big = Buffer.alloc(3_000_000, '0123456789');

async function ask(port, question) {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(question);
  const chunks = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const serve = () =>
  net.createServer((socket) => {
    socket.on('error', (error) => console.log('server: error', error.code));
    socket.on('data', (data) => {
      if (String(data) === 'big') socket.end(big);
      else if (String(data) === 'reset') socket.resetAndDestroy();
      else if (String(data) === 'exit') process.exit();
      else socket.end(`you said ${data}`);
    });
  });

if (isMainThread) {
  (async () => {
    const worker = new Worker(__filename, { workerData: {} });
    const exited = once(worker, 'exit');
    const [port] = await once(worker, 'message');
    console.log(String(await ask(port, 'hello')));
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => ask(port, `number ${i}`)),
    );
    console.log(
      answers.length,
      answers.every((text, i) => String(text) === `you said number ${i}`),
    );
    console.log((await ask(port, 'big')).equals(big));
    await ask(port, 'reset').catch((error) => console.log(error.message));
    const inUse = net.createServer().listen(port, '127.0.0.1');
    console.log((await once(inUse, 'error'))[0].code);
    console.log('[', String(await ask(port, 'exit')), ']');
    await exited;
    await ask(port, 'anybody?').catch((error) => console.log(error.code));

    const server = serve().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new Worker(__filename, { workerData: { port: server.address().port } });
    const [[answer]] = await Promise.all([once(client, 'message'), once(client, 'exit')]);
    console.log(answer);
    const left = await new Promise((resolve) =>
      server.getConnections((_, count) => resolve(count)),
    );
    console.log('left:', left);
    server.close(() => console.log('closed'));
  })();
} else if (workerData.port) {
  ask(workerData.port, 'from a thread').then((answer) => parentPort.postMessage(String(answer)));
} else {
  const server = serve().listen(0, '127.0.0.1', () =>
    parentPort.postMessage(server.address().port),
  );
}
