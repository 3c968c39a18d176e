/** The preview's HTTP client against real servers of Node, over endpoints of the loopback network. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { after, test } from 'node:test';
import { Endpoint } from '../../src/node/network/endpoint.ts';
import { httpRequest } from '../../src/runtime/preview/http-client.ts';
import type { PreviewRequest } from '../../src/runtime/preview/messages.ts';
import { request } from '../../src/runtime/preview/server.ts';

const servers: net.Server[] = [];
after(() => servers.forEach((server) => server.close()));

/** A way to connect to `server`: bytes go between a real socket and an endpoint. */
async function serve(server: net.Server) {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as net.AddressInfo;
  const connect = async () => {
    const [near, far] = Endpoint.createPair();
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('data', (bytes: Buffer) => far.write(new Uint8Array(bytes)));
    socket.on('end', () => far.shutdown()).on('error', () => far.reset());
    far.onreadable = () => {
      for (;;) {
        const bytes = far.read(65536);
        if (bytes instanceof Uint8Array) socket.write(bytes);
        else if (bytes === undefined) return;
        else return socket.destroy();
      }
    };
    return near;
  };
  return { connect, origin: `http://localhost:${port}` };
}

const get = (url: string, changes: Partial<PreviewRequest> = {}): PreviewRequest => ({
  method: 'GET',
  url,
  headers: [],
  body: null,
  ...changes,
});
const text = ({ body }: { body: ReadableStream }) => new Response(body).text();

test('bodies of a known length, in chunks, and up to the end of the connection', async () => {
  const long = '동기와 비동기 '.repeat(20_000);
  const { connect, origin } = await serve(
    http.createServer((incoming, response) => {
      if (incoming.url === '/length') response.setHeader('Content-Length', Buffer.byteLength(long));
      if (incoming.url === '/close') response.useChunkedEncodingByDefault = false;
      response.write(long.slice(0, 1000));
      response.end(long.slice(1000));
    }),
  );
  for (const path of ['/length', '/chunked', '/close']) {
    const response = await httpRequest(await connect(), get(origin + path));
    assert.equal(response.status, 200);
    assert.equal(await text(response), long, path);
  }
});

test('a request brings its method, its headers and its body', async () => {
  const { connect, origin } = await serve(
    http.createServer(async (incoming, response) => {
      const chunks = await incoming.toArray();
      const { method, url, headers } = incoming;
      response.setHeader('X-Names', ['one', 'two']);
      response.statusCode = 201;
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).length }));
    }),
  );
  const body = new Uint8Array(3_000_000);
  const headers: [string, string][] = [
    ['X-Asked', 'yes'],
    ['Host', 'elsewhere'],
  ];
  const wanted = get(`${origin}/a?b=c#d`, { method: 'POST', headers, body });
  const response = await httpRequest(await connect(), wanted);
  assert.deepEqual([response.status, response.statusText], [201, 'Created']);
  assert.deepEqual(
    response.headers.filter(([name]) => name === 'X-Names').map(([, value]) => value),
    ['one', 'two'],
  );
  const seen = JSON.parse(await text(response));
  assert.equal(seen.method, 'POST');
  assert.equal(seen.url, '/a?b=c');
  assert.equal(seen.body, body.length);
  assert.equal(seen.headers['x-asked'], 'yes');
  assert.equal(`http://${seen.headers.host}`, origin);
});

test('no body where there is none, and what comes before the answer is passed over', async () => {
  const { connect, origin } = await serve(
    http.createServer((incoming, response) => {
      response.writeProcessing();
      if (incoming.url === '/none') response.statusCode = 204;
      response.end(incoming.url === '/none' ? undefined : 'body');
    }),
  );
  const none = await httpRequest(await connect(), get(`${origin}/none`));
  assert.deepEqual([none.status, await text(none)], [204, '']);
  const head = await httpRequest(await connect(), get(origin, { method: 'HEAD' }));
  assert.deepEqual([head.status, await text(head)], [200, '']);
});

test('redirects are followed on the same origin, and never beyond it', async () => {
  const { connect, origin } = await serve(
    http.createServer((incoming, response) => {
      const [, status, where = '%2F307'] = incoming.url!.split('/');
      if (!Number(status)) return void response.end(`${incoming.method} ${incoming.url}`);
      response.writeHead(Number(status), { Location: decodeURIComponent(where) }).end();
    }),
  );
  const post = (path: string) =>
    request(connect, get(origin + path, { method: 'POST', body: new Uint8Array(1) }));
  const seeOther = await post('/303/%2Fdone');
  assert.equal(await text(seeOther), 'GET /done');
  assert.equal(seeOther.url, `${origin}/done`);
  assert.equal(await text(await post('/307/%2Fdone')), 'POST /done');
  await assert.rejects(post('/302/https%3A%2F%2Fexample.com%2F'), /https:\/\/example\.com/);
  await assert.rejects(post('/307'), /redirects without end/);
});

test('a stream comes as it is sent, and a cancelled one ends at the server', async () => {
  const closed = Promise.withResolvers<void>();
  const { connect, origin } = await serve(
    http.createServer((_, response) => {
      response.write('first');
      response.on('close', () => closed.resolve());
    }),
  );
  const { body } = await httpRequest(await connect(), get(origin));
  const reader = body.getReader();
  assert.equal(String(Buffer.from((await reader.read()).value!)), 'first');
  await reader.cancel();
  await closed.promise;
});

test('what is no HTTP, breaks off or has no end is said', async () => {
  const answers: Record<string, string> = {
    'no HTTP server': 'SSH-2.0\r\n\r\n',
    'ended before': 'HTTP/1.1 200 OK\r\n',
    'too long': `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}`,
  };
  for (const [what, answer] of Object.entries(answers)) {
    const server = net.createServer((socket) => void socket.on('error', () => {}).end(answer));
    const { connect, origin } = await serve(server);
    await assert.rejects(httpRequest(await connect(), get(origin)), new RegExp(what));
  }
  const short = net.createServer((socket) => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
  });
  const { connect, origin } = await serve(short);
  const response = await httpRequest(await connect(), get(origin));
  await assert.rejects(text(response), /middle of the answer/);
});
