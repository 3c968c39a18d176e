// server.close, closeIdleConnections, closeAllConnections, and a listening event again.
const http = require('node:http');
const { once } = require('node:events');
const tick = () => new Promise(setImmediate);
(async () => {
  const agent = new http.Agent({ keepAlive: true });
  const answers = [];
  const server = http.createServer((req, res) => {
    if (req.url === '/hang') answers.push(res);
    else res.end('ok');
  });
  server.on('connection', (socket) => socket.on('close', () => console.log('connection closed')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  const get = (path) => http.get({ port, host: '127.0.0.1', agent, path });
  const [first] = await once(get('/'), 'response');
  await once(first.resume(), 'end');
  await tick();
  const hanging = get('/hang');
  await once(server, 'request');
  const other = get('/');
  const [second] = await once(other, 'response');
  await once(second.resume(), 'end');
  await tick();
  server.getConnections((error, count) => console.log('connections', count));
  server.close(() => console.log('server closed'));
  console.log('listening', server.listening);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const refused = http.get({ port, host: '127.0.0.1', agent: false });
  console.log((await once(refused, 'error'))[0].code);
  answers[0].end('at last');
  const [last] = await once(hanging, 'response');
  console.log(last.headers.connection);
  await once(last.resume(), 'end');
  await once(server, 'close');

  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = http.get({ port: server.address().port, host: '127.0.0.1', agent, path: '/hang' });
  await once(server, 'request');
  server.close();
  server.closeAllConnections();
  console.log((await once(cut, 'error'))[0].message);
  const stopped = http.createServer();
  stopped.close((error) => console.log(error.code));
  await using disposable = http.createServer().listen(0, '127.0.0.1');
  await once(disposable, 'listening');
  console.log('will be disposed');
})();
