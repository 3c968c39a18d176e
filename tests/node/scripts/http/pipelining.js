// Several requests in one packet: answers come in the order of the requests, whoever is ready first.
const http = require('node:http');
const net = require('node:net');
const held = [];
const server = http.createServer((req, res) => {
  console.log('request', req.url);
  res.setHeader('Date', 'today');
  res.on('finish', () => console.log('finish', req.url));
  held.push(() => res.end(`answer ${req.url}\n`));
  if (held.length === 3) for (const answer of held.reverse()) answer();
});
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.write(
    'GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n' +
      'GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
  );
  let text = '';
  socket.setEncoding('utf8').on('data', (data) => (text += data));
  socket.on('end', () => console.log(text));
  socket.on('close', () => byteByByte());
});
function byteByByte() {
  held.length = 0;
  server.removeAllListeners('request');
  server.on('request', (req, res) => {
    console.log(req.method, req.url, req.rawHeaders);
    res.setHeader('Date', 'today');
    req.on('data', (data) => console.log('body', String(data)));
    req.on('end', () => res.end('slow'));
  });
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1' });
  const bytes = [
    ...'POST /slow HTTP/1.1\r\nHost: h\r\nX-Long:   spaces around   \r\nContent-Length: 2\r\n\r\nab',
  ];
  const next = () => {
    const byte = bytes.shift();
    if (byte !== undefined) socket.write(byte, () => setImmediate(next));
  };
  socket.on('connect', next);
  socket.on('data', (data) => {
    console.log(String(data));
    socket.end();
  });
  socket.on('close', () => server.close(() => console.log('closed')));
}
