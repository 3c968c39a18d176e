// Settings, push, a reset stream, a file as a response, HTTP/1's way of asking, and a peer of another tongue.
const http2 = require('node:http2');
const net = require('node:net');

const server = http2.createServer((request, response) => {
  if (request.url === '/file') return response.stream.respondWithFile(__filename);
  if (request.url === '/reset') return response.stream.close(http2.constants.NGHTTP2_CANCEL);
  response.stream.pushStream({ ':path': '/pushed' }, (error, push) => {
    push.respond({ ':status': 200 });
    push.end('pushed');
  });
  response.setHeader('x-kind', 'compat');
  response.end('main');
});

function collect(stream) {
  return new Promise((resolve) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (part) => (text += part));
    stream.on('error', ({ code, message }) => resolve([code, message]));
    stream.on('end', () => resolve([text.length, text.slice(0, 20)]));
  });
}

server.listen(0, async () => {
  const { port } = server.address();
  const client = http2.connect(`http://localhost:${port}`, {
    settings: { initialWindowSize: 1000 },
  });
  client.on('localSettings', ({ initialWindowSize }) => console.log('window', initialWindowSize));
  const pushed = new Promise((resolve) =>
    client.on('stream', async (stream, headers) =>
      resolve([headers[':path'], ...(await collect(stream))]),
    ),
  );
  const request = client.request({ ':path': '/' });
  request.on('response', (headers) => console.log(headers[':status'], headers['x-kind']));
  console.log(await collect(request), await pushed);
  console.log(await collect(client.request({ ':path': '/file' })));
  const reset = client.request({ ':path': '/reset' });
  await new Promise((resolve) => reset.on('close', resolve).resume());
  console.log('reset with', reset.rstCode);

  client.on('close', () => {
    const other = net.connect(port, () => other.write('GET / HTTP/1.1\r\n\r\n'));
    other.resume();
    other.on('close', () => {
      console.log('the other closed');
      server.close(() => console.log('server closed'));
    });
  });
  client.close();
});
