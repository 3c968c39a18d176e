// Server-sent events: read as they come, with http and with fetch, until the reader hangs up.
const http = require('node:http');
const { once } = require('node:events');
const server = http.createServer((req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  res.flushHeaders();
  let id = Number(req.headers['last-event-id'] ?? 0);
  server.on('step', send);
  function send() {
    id++;
    res.write(`id: ${id}\ndata: {"step":${id}}\n\n`);
  }
  res.on('close', () => {
    server.off('step', send);
    console.log('server: reader is gone', res.writableFinished);
    server.emit('gone');
  });
});
async function* events(body) {
  let text = '';
  for await (const chunk of body) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(': ')),
      );
      text = text.slice(end + 2);
    }
  }
}
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const req = http.get({
    port,
    host: '127.0.0.1',
    agent: false,
    headers: { 'Last-Event-ID': '10' },
  });
  const [res] = await once(req, 'response');
  console.log(res.headers['content-type'], res.headers['transfer-encoding']);
  server.emit('step');
  for await (const event of events(res)) {
    console.log('http:', event);
    if (event.id === '13') break;
    server.emit('step');
  }
  await once(server, 'gone');

  const aborting = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/`, { signal: aborting.signal });
  console.log(response.status, response.headers.get('content-type'));
  server.emit('step');
  const gone = once(server, 'gone');
  try {
    for await (const event of events(response.body)) {
      console.log('fetch:', event);
      if (event.id === '3') aborting.abort();
      else server.emit('step');
    }
  } catch (error) {
    console.log(error.name, error.message);
  }
  await gone;
  server.close(() => console.log('closed'));
});
