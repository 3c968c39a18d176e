// A server and a client: headers both ways, a body, trailers, several streams at once, and the end.
const http2 = require('node:http2');

const server = http2.createServer();
server.on('stream', (stream, headers) => {
  console.log('server:', headers[':method'], headers[':path'], headers['x-name']);
  let body = '';
  stream.setEncoding('utf8').on('data', (text) => (body += text));
  stream.on('trailers', (trailers) => console.log('trailers of the request:', trailers['x-last']));
  stream.on('end', () => {
    stream.respond({ ':status': 200, 'x-length': body.length }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'done' }));
    stream.end(`you sent ${body.length}`);
  });
});
server.on('session', (session) =>
  session.on('close', () => console.log('session of the server closed')),
);

function ask(client, path, body) {
  return new Promise((resolve) => {
    const request = client.request({ ':path': path, ':method': 'POST', 'x-name': 'name' });
    let text = '';
    const seen = [];
    request.on('response', (headers) => seen.push(headers[':status'], headers['x-length']));
    request.on('trailers', (headers) => seen.push(headers['x-sum']));
    request.setEncoding('utf8').on('data', (part) => (text += part));
    request.on('close', () => resolve([path, text, request.rstCode, ...seen]));
    request.end(body);
  });
}

server.listen(0, async () => {
  const client = http2.connect(`http://localhost:${server.address().port}`);
  client.on('connect', () => console.log('connected', client.alpnProtocol, client.encrypted));
  console.log(await ask(client, '/small', 'hello'));
  console.log(await ask(client, '/large', 'x'.repeat(300_000)));
  const both = await Promise.all([ask(client, '/a', 'a'), ask(client, '/b', 'bb')]);
  console.log(both);
  client.ping(Buffer.from('12345678'), (error, duration, payload) => {
    console.log('ping', error, typeof duration, payload.toString());
    client.close(() => {
      console.log('client closed');
      server.close(() => console.log('server closed'));
    });
  });
});
