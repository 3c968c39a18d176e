// Chunked both ways, with trailers; then the bytes as they go over the wire.
const http = require('node:http');
const net = require('node:net');
const server = http.createServer((req, res) => {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (data) => (text += `[${data}]`));
  req.on('end', () => {
    console.log(
      'server got',
      text,
      req.headers['transfer-encoding'],
      req.trailers,
      req.rawTrailers,
    );
    res.writeHead(200, { 'Content-Type': 'text/plain', Trailer: 'X-Sum', Date: 'today' });
    res.write('one,');
    setImmediate(() => {
      res.write('two,');
      res.addTrailers({ 'X-Sum': '3' });
      setImmediate(() => res.end('three'));
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const req = http.request(
    { port, host: '127.0.0.1', method: 'POST', headers: { Trailer: 'X-T' } },
    (res) => {
      const parts = [];
      res.setEncoding('utf8').on('data', (data) => parts.push(data));
      res.on('end', () => {
        console.log('client got', parts, res.headers['transfer-encoding'], res.trailers);
        raw(port);
      });
    },
  );
  req.addTrailers({ 'X-T': 'end' });
  req.write('a');
  setTimeout(() => {
    req.write('bc');
    setTimeout(() => req.end('d'), 20);
  }, 20);
});
function raw(port) {
  const socket = net.connect(port, '127.0.0.1');
  socket.write(
    'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
  );
  socket.write('5;ext=1\r\nhello\r\n');
  socket.write('A\r\n0123456789\r\n0\r\nX-Trail: er\r\n\r\n');
  let text = '';
  socket.setEncoding('utf8').on('data', (data) => (text += data));
  socket.on('end', () => {
    console.log(text);
    server.close();
  });
}
