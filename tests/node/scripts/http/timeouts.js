// Timeouts of requests, of sockets, of the server: who is told, who closes.
const http = require('node:http');
const net = require('node:net');
const { once } = require('node:events');
(async () => {
  const server = http.createServer({ connectionsCheckingInterval: 20 }, (req, res) => {
    if (req.url === '/late') setTimeout(() => res.end('late'), 60);
    if (req.url === '/now') res.end('now');
  });
  console.log(
    server.timeout,
    server.headersTimeout,
    server.requestTimeout,
    server.keepAliveTimeout,
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  const at = { port, host: '127.0.0.1', agent: false };

  const patient = http.get({ ...at, path: '/late', timeout: 20 });
  patient.on('timeout', () => console.log('timeout event'));
  const [res] = await once(patient, 'response');
  console.log(res.statusCode);
  await once(res.resume(), 'end');

  const impatient = http.get({ ...at, path: '/never' });
  impatient.setTimeout(20, () => impatient.destroy(new Error('too slow')));
  console.log((await once(impatient, 'error'))[0].message);

  const signalled = http.get({ ...at, path: '/never', signal: AbortSignal.timeout(20) });
  const [error] = await once(signalled, 'error');
  console.log(error.name, error.code, error.cause?.name);

  server.setTimeout(30, (socket) => {
    console.log('server timeout');
    socket.destroy();
  });
  const silent = http.get({ ...at, path: '/never' });
  console.log((await once(silent, 'error'))[0].code);
  server.setTimeout(0);

  server.headersTimeout = 30;
  server.requestTimeout = 60;
  const slow = net.connect(port, '127.0.0.1');
  slow.write('GET / HTTP/1.1\r\nHost:');
  let answer = '';
  slow.on('data', (data) => (answer += data));
  await once(slow, 'close');
  console.log(answer);
  const body = net.connect(port, '127.0.0.1');
  body.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n123');
  answer = '';
  body.on('data', (data) => (answer += data));
  await once(body, 'close');
  console.log(answer);
  server.headersTimeout = server.requestTimeout = 0;

  server.keepAliveTimeout = 30;
  server.keepAliveTimeoutBuffer = 0;
  const idle = net.connect(port, '127.0.0.1');
  idle.write('GET /now HTTP/1.1\r\nHost: h\r\n\r\n');
  idle.resume();
  await once(idle, 'end');
  console.log('closed for idleness');
  server.close();
  await once(server, 'close');
})();
