// What is no HTTP: the parser's errors, on the server ('clientError', 400) and on the client.
const http = require('node:http');
const net = require('node:net');
const requests = {
  nonsense: 'nonsense\r\n\r\n',
  'bad method': 'GETT / HTTP/1.1\r\n\r\n',
  'no version': 'GET /\r\n\r\n',
  'bad version': 'GET / HTTP/3.7\r\n\r\n',
  'lower case': 'GET / http/1.1\r\n\r\n',
  'bad header': 'GET / HTTP/1.1\r\nHost: h\r\nA b: c\r\n\r\n',
  'header without colon': 'GET / HTTP/1.1\r\nHost: h\r\nAbc\r\n\r\n',
  'control character': 'GET / HTTP/1.1\r\nHost: h\r\nA: \u0001\r\n\r\n',
  'bare LF': 'GET / HTTP/1.1\nHost: h\n\n',
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two lengths': 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
  'bad length': 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n',
  'length and chunked':
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  'bad coding': 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, x\r\n\r\n',
  'bad chunk': 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'huge header': `GET / HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(20000)}\r\n\r\n`,
  'huge url': `GET /${'x'.repeat(20000)} HTTP/1.1\r\nHost: h\r\n\r\n`,
  'http/1.0': 'GET / HTTP/1.0\r\n\r\n',
  'obs-fold': 'GET / HTTP/1.1\r\nHost: h\r\nA: b\r\n c\r\n\r\n',
  'expects more': 'POST / HTTP/1.1\r\nHost: h\r\nExpect: more\r\nContent-Length: 1\r\n\r\n1',
  upgrade: 'GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
};
const responses = {
  'no answer': '',
  nonsense: 'nonsense\r\n\r\n',
  'bad status': 'HTTP/1.1 2x0 OK\r\n\r\n',
  'cut off': 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc',
  'cut chunk': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc',
  'until the end': 'HTTP/1.1 200 OK\r\n\r\nall of it',
  'more than said': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd',
  'headers cut': 'HTTP/1.1 200 OK\r\nContent-',
  'huge header': `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20000)}\r\n\r\n`,
  continued:
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 204 Done\r\n\r\n',
};
const describe = (error) =>
  console.log(
    '  error:',
    error.message,
    error.code,
    error.reason,
    error.bytesParsed,
    error.rawPacket?.length,
  );
(async () => {
  for (const strict of [true, false]) {
    const server = http.createServer({ insecureHTTPParser: !strict }, (req, res) => {
      console.log('  request:', req.method, req.url, req.headers);
      req.on('error', (error) => console.log('  request error:', error.code));
      req.resume();
      res.setHeader('Date', 'today');
      res.end('fine');
    });
    server.on('clientError', (error, socket) => {
      describe(error);
      if (socket.writable) socket.end(`HTTP/1.1 400 ${error.code}\r\n\r\n`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const [name, text] of Object.entries(requests)) {
      console.log(strict ? 'strict' : 'lenient', name);
      await new Promise((resolve) => {
        const socket = net.connect(server.address().port, '127.0.0.1');
        socket.end(text);
        let answer = '';
        socket.on('data', (data) => (answer += data));
        socket.on('error', (error) => console.log('  socket', error.code));
        socket.on('close', () => {
          console.log(answer.replace(/^Date: .*$/gm, 'Date: today').replace(/^/gm, '  > '));
          resolve();
        });
      });
    }
    server.close();
  }
  for (const [name, text] of Object.entries(responses)) {
    console.log('response', name);
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(text));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    await new Promise((resolve) => {
      const req = http.get({ port: server.address().port, host: '127.0.0.1', agent: false });
      req.on('error', describe);
      req.on('information', ({ statusCode }) => console.log('  information', statusCode));
      req.on('continue', () => console.log('  continue'));
      req.on('response', (res) => {
        console.log('  response', res.statusCode, res.statusMessage, res.headers);
        res.on('data', (data) => console.log('  data', String(data)));
        res.on('aborted', () => console.log('  aborted'));
        res.on('error', (error) => console.log('  response error', error.code, error.message));
        res.on('end', () => console.log('  end'));
        res.on('close', () => console.log('  closed', res.complete));
      });
      req.on('close', () => {
        console.log('  request closed');
        server.close(resolve);
      });
    });
  }
})();
