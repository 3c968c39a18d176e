import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serve } from '../../src/commands/serve.ts';

let folder: string;
let server: Server;
let plain: Server;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve '));
  const root = join(folder, 'dist');
  for (const path of ['ko/chapter', 'ko/404', '_astro'])
    mkdirSync(join(root, path), { recursive: true });
  const files: Record<string, string> = {
    'dist/index.html': '<h1>Home</h1>',
    'dist/404.html': '<h1>Not found</h1>',
    'dist/ko/404/index.html': '<h1>없음</h1>',
    'dist/ko/chapter/index.html': '<h1>장</h1>',
    'dist/_astro/a.Dx3_k9-Q.js': 'export {}',
    'dist/_astro/licence.txt': 'MIT',
    'dist/뭐.wasm': '\0asm',
    'dist/mark.png': 'png',
    'dist/.sources': 'hidden',
    'secret.txt': 'secret',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  server = await serve(root, 0);
  plain = await serve(root, 0, { isolates: false, base: '/repo/' });
});

after(() => {
  server.close();
  plain.close();
  rmSync(folder, { recursive: true });
});

/** Node's own request: fetch would tidy the path up before it is sent. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET', from = server) {
  const { port } = from.address() as AddressInfo;
  return new Promise<IncomingMessage & { body: Buffer }>((resolve, reject) => {
    request({ port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Object.assign(response, { body: Buffer.concat(chunks) })));
    })
      .on('error', reject)
      .end();
  });
}

test('every answer isolates its page', async () => {
  for (const path of ['/', '/nothing', '/mark.png', '/ko/chapter']) {
    const { headers } = await get(path);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp', path);
    assert.ok(headers['cross-origin-resource-policy'], path);
  }
});

test('a host without headers, below a path', async () => {
  const page = await get('/repo/ko/chapter/', {}, 'GET', plain);
  assert.equal(String(page.body), '<h1>장</h1>');
  assert.equal(page.headers['cross-origin-opener-policy'], undefined);
  assert.equal(page.headers['cross-origin-embedder-policy'], undefined);
  const redirect = await get('/repo/ko', {}, 'GET', plain);
  assert.equal(redirect.headers.location, '/repo/ko/');
  for (const path of ['/', '/ko/chapter/', '/repository/ko/']) {
    assert.equal((await get(path, {}, 'GET', plain)).statusCode, 404, path);
  }
});

test('a folder is its index.html, at an address that ends with a slash', async () => {
  const { statusCode, headers, body } = await get('/ko/chapter/');
  assert.equal(statusCode, 200);
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(String(body), '<h1>장</h1>');

  const redirect = await get('/ko/chapter?runtime=embedded');
  assert.equal(redirect.statusCode, 301);
  assert.equal(redirect.headers.location, '/ko/chapter/?runtime=embedded');
  assert.equal((await get('//ko')).headers.location, '/ko/', 'never to another host');
});

test('what is not there is a 404 page in the language of its address', async () => {
  for (const [path, words] of [
    ['/nothing', 'Not found'],
    ['/nothing/', 'Not found'],
    ['/mark.png/', 'Not found'],
    ['/ko/nothing/', '없음'],
  ] as const) {
    const { statusCode, body } = await get(path);
    assert.equal(statusCode, 404, path);
    assert.match(String(body), new RegExp(words));
  }
});

test('nothing outside the folder and nothing hidden is given away', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/ko/..%5c..%5csecret.txt',
    '/%00',
    '/%E0%A4%A',
    '/.sources',
  ]) {
    const { statusCode, body } = await get(path);
    assert.equal(statusCode, 404, path);
    assert.doesNotMatch(String(body), /secret|hidden/, path);
  }
});

test('types, names beyond ASCII, and caching', async () => {
  const wasm = await get(`/${encodeURIComponent('뭐')}.wasm`);
  assert.equal(wasm.headers['content-type'], 'application/wasm');

  const script = await get('/_astro/a.Dx3_k9-Q.js');
  assert.match(script.headers['content-type']!, /^text\/javascript/);
  assert.match(script.headers['cache-control']!, /immutable/);
  const unhashed = await get('/_astro/licence.txt');
  assert.equal(unhashed.headers['cache-control'], 'no-cache');

  const page = await get('/');
  assert.equal(page.headers['cache-control'], 'no-cache');
  const again = await get('/', { 'if-none-match': page.headers.etag! });
  assert.equal(again.statusCode, 304);
  assert.equal(again.body.length, 0);
});

test('text is compressed as the browser likes it, pictures are not', async () => {
  const br = await get('/', { 'accept-encoding': 'gzip, br' });
  assert.equal(br.headers['content-encoding'], 'br');
  assert.equal(String(brotliDecompressSync(br.body)), '<h1>Home</h1>');
  const gz = await get('/', { 'accept-encoding': 'gzip' });
  assert.equal(String(gunzipSync(gz.body)), '<h1>Home</h1>');
  const png = await get('/mark.png', { 'accept-encoding': 'br' });
  assert.equal(png.headers['content-encoding'], undefined);
  assert.equal(String(png.body), 'png');
});

test('only GET and HEAD', async () => {
  const head = await get('/', {}, 'HEAD');
  assert.equal(head.statusCode, 200);
  assert.equal(head.headers['content-length'], '13');
  assert.equal(head.body.length, 0);
  assert.equal((await get('/', {}, 'POST')).statusCode, 405);
});

test('a port in use rejects with EADDRINUSE', async () => {
  const { port } = server.address() as AddressInfo;
  await assert.rejects(serve(folder, port), { code: 'EADDRINUSE' });
});
