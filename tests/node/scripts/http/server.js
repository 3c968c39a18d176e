// Requests of all sorts to one server: what both ends see, headers and order included.
const http = require('node:http');
const { once } = require('node:events');
const server = http.createServer((req, res) => {
  console.log('server:', req.method, req.url, req.httpVersion, { ...req.headers, host: 'HOST' });
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    console.log('server: end', Buffer.concat(chunks).toString(), req.complete, req.trailers);
    if (req.url === '/status') {
      res.writeHead(418, 'Short and Stout', { 'X-Many': ['a', 'b'], 'Set-Cookie': ['c=1', 'd=2'] });
      return res.end('teapot');
    }
    if (req.url === '/nothing') return res.writeHead(204).end();
    if (req.url === '/length') return res.setHeader('Content-Length', 3).end('abc');
    res.write('first ');
    setImmediate(() => res.end('second'));
  });
  res.on('finish', () => console.log('server: finish', res.headersSent, res.writableEnded));
  res.on('close', () => console.log('server: close'));
});
function send(options, body) {
  return new Promise((resolve, reject) => {
    const req = http.request({
      port: server.address().port,
      host: '127.0.0.1',
      agent: false,
      ...options,
    });
    req.on('error', reject);
    req.on('socket', () => console.log('client: socket'));
    req.on('finish', () => console.log('client: finish'));
    req.on('close', () => console.log('client: close'));
    req.on('response', async (res) => {
      const { date, ...headers } = res.headers;
      console.log('client:', res.statusCode, res.statusMessage, headers, typeof date);
      let text = '';
      res.setEncoding('utf8').on('data', (data) => (text += data));
      await once(res, 'end');
      console.log('client: end', JSON.stringify(text), res.complete);
      if (req.destroyed) resolve();
      else req.once('close', resolve);
    });
    req.end(body);
  });
}
server.listen(0, '127.0.0.1', async () => {
  await send({ path: '/plain' });
  await send(
    { path: '/status', method: 'PUT', headers: { 'X-A': 'b', Accept: ['x', 'y'] } },
    'some body',
  );
  await send({ path: '/nothing', method: 'DELETE' });
  await send({ path: '/length', method: 'HEAD' });
  await send({ path: '/a%20b?q=ü'.replace('ü', '%C3%BC'), method: 'OPTIONS' });
  await send(
    { path: '/json', method: 'POST', headers: { 'Content-Type': 'application/json' } },
    '{"a":[1,2]}',
  );
  server.close(() => console.log('closed'));
});
