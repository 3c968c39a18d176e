// CONNECT and upgrades: both ends get the socket and what came behind the headers.
const http = require('node:http');
const net = require('node:net');
const server = http.createServer((req, res) => res.end('plain'));
server.on('upgrade', (req, socket, head) => {
  console.log('server: upgrade', req.headers.upgrade, String(head));
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: shout\r\nConnection: Upgrade\r\n\r\nWELCOME',
  );
  socket.on('data', (data) => socket.write(String(data).toUpperCase()));
  socket.on('end', () => socket.end());
});
server.on('connect', (req, near, head) => {
  console.log('server: connect', req.method, req.url.replace(/\d+/, 'PORT'), head.length);
  const [host, port] = ['127.0.0.1', req.url.split(':')[1]];
  const far = net.connect(port, host, () => {
    near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    far.write(head);
    far.pipe(near).pipe(far);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const req = http.request({
    port,
    host: '127.0.0.1',
    headers: { Connection: 'Upgrade', Upgrade: 'shout' },
  });
  req.end();
  req.on('upgrade', (res, socket, head) => {
    console.log('client: upgraded', res.statusCode, res.headers, String(head));
    socket.write('hello');
    socket.on('data', (data) => {
      console.log('client:', String(data));
      socket.end();
    });
    socket.on('close', () => tunnel(port));
  });
});
function tunnel(port) {
  const req = http.request({
    port,
    host: '127.0.0.1',
    method: 'CONNECT',
    path: `localhost:${port}`,
  });
  req.end();
  req.on('connect', (res, socket, head) => {
    console.log('client: connected', res.statusCode, head.length);
    socket.write('GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (data) => (text += data));
    socket.on('end', () => {
      console.log(text.replace(/^Date: .*$/m, 'Date: today'));
      server.close(() => console.log('closed'));
    });
  });
}
