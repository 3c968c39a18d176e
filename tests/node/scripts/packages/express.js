// Express on the loopback network: JSON, parameters, errors, static files, a router, streaming.
import { mkdirSync, writeFileSync } from 'node:fs';
import express from 'express';

mkdirSync('public', { recursive: true });
writeFileSync('public/page.html', '<!doctype html><p>안녕</p>\n');

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use('/files', express.static('public', { etag: false, lastModified: false }));
app.get('/', (request, response) => response.send('hello'));
app.post('/jobs', (request, response) => {
  response.status(202).location('/jobs/1').json({ id: 1, body: request.body });
});
const jobs = express.Router({ mergeParams: true });
jobs.get('/', ({ params, query }, response) => response.json({ params, query }));
app.use('/jobs/:id', jobs);
app.get('/stream', (request, response) => {
  response.type('text/event-stream');
  for (let i = 0; i < 3; i++) response.write(`data: ${i}\n\n`);
  response.end();
});
app.get('/fails', async () => {
  throw Object.assign(new Error('on purpose'), { status: 418 });
});
app.use((error, request, response, _next) => {
  response.status(error.status ?? 500).json({ error: error.message });
});

const server = app.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  const json = { 'content-type': 'application/json' };
  const requests = [
    ['/'],
    ['/jobs', { method: 'POST', headers: json, body: '{"text":"동기","n":[1,2]}' }],
    ['/jobs', { method: 'POST', body: new URLSearchParams('a[b]=1&a[c]=2') }],
    ['/jobs', { method: 'POST', headers: json, body: '{"broken"' }],
    ['/jobs/7?after=3&tag=x&tag=y'],
    ['/stream'],
    ['/fails'],
    ['/files/page.html'],
    ['/files/page.html', { headers: { range: 'bytes=3-9' } }],
    ['/files/none'],
    ['/files/..%2fpackage.json'],
    ['/', { method: 'HEAD' }],
    ['/', { method: 'OPTIONS' }],
  ];
  for (const [path, options] of requests) {
    const response = await fetch(base + path, options);
    const { status, headers } = response;
    const shown = ['content-type', 'content-length', 'content-range', 'location', 'allow', 'etag'];
    const seen = shown.filter((name) => headers.has(name)).map((name) => [name, headers.get(name)]);
    console.log(options?.method ?? 'GET', path, status, Object.fromEntries(seen));
    console.log(await response.text());
  }
  server.close(() => console.log('closed'));
});
