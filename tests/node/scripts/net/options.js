// Options and properties: timeouts, maxConnections, onread, unref, addresses.
const net = require('node:net');
const { once } = require('node:events');
(async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}));
  server.maxConnections = 1;
  server.on('drop', ({ localPort, remoteFamily }) =>
    console.log('drop', localPort === port, remoteFamily),
  );
  await once(server.listen(0), 'listening');
  const { port } = server.address();
  const first = net.connect(port, '127.0.0.1');
  const [accepted] = await once(server, 'connection');
  console.log(
    accepted.remoteAddress,
    accepted.remoteFamily,
    accepted.localAddress,
    accepted.localFamily,
  );
  console.log(
    first.address().family,
    first.localAddress,
    first.remoteFamily,
    first.remotePort === port,
  );
  console.log(accepted.remotePort === first.localPort);
  const second = net.connect(port, '::1');
  second.on('error', (error) => console.log(error.code));
  await once(second, 'close');
  console.log(first.setNoDelay() === first, first.setKeepAlive(true, 1000) === first);

  first.setTimeout(20);
  await once(first, 'timeout');
  console.log('timeout', first.timeout);
  first.destroy();
  await once(accepted.resume(), 'close');

  server.on('connection', (socket) => socket.end('0123456789'));
  const parts = [];
  const reader = net.connect({
    port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(4),
      callback: (length, buffer) => void parts.push(buffer.toString('utf8', 0, length)),
    },
  });
  await once(reader, 'close');
  console.log(parts);

  const bound = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1', localPort: 0 });
  await once(bound.resume(), 'close');
  const wrong = net.connect({ port, host: '127.0.0.1', localAddress: '10.1.2.3' });
  const [error] = await once(wrong, 'error');
  console.log(error.code, error.syscall, error.address);
  const elsewhere = net.createServer();
  elsewhere.listen(0, '10.1.2.3');
  console.log((await once(elsewhere, 'error'))[0].message);

  const aborting = new AbortController();
  const abortable = net
    .createServer()
    .listen({ port: 0, host: '127.0.0.1', signal: aborting.signal });
  await once(abortable, 'listening');
  aborting.abort();
  await once(abortable, 'close');
  console.log('aborted');
  server.close();
  net.createServer().listen(0, '127.0.0.1').unref();
})();
