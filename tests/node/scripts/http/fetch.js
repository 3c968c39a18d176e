// fetch to this machine: JSON, forms, streams both ways, redirects, aborts, failures.
const http = require('node:http');
const server = http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://h');
  const chunks = [];
  if (url.pathname === '/hang') return req.on('close', () => console.log('server: closed'));
  for await (const chunk of req) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (url.pathname === '/redirect')
    return res.writeHead(302, { Location: '/echo?from=redirect' }).end();
  if (url.pathname === '/error') return res.writeHead(500).end('went wrong');
  if (url.pathname === '/cut') {
    res.writeHead(200, { 'Content-Length': 10 });
    res.write('abc');
    return setTimeout(() => res.destroy(), 20);
  }
  if (url.pathname === '/stream') {
    for (const part of ['a', 'b', 'c']) {
      res.write(part);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return res.end();
  }
  const { host, ...headers } = req.headers;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ method: req.method, url: req.url, headers, body: body.toString() }));
});
server.listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const show = async (path, options) => {
    const response = await fetch(base + path, options);
    console.log(
      response.status,
      response.ok,
      response.statusText,
      response.redirected,
      response.type,
    );
    const { ['content-type']: type, ...rest } = (await response.json()).headers;
    console.log(rest, type?.replace(/formdata-undici-\d+/, 'BOUNDARY'));
  };
  await show('/echo?a=1');
  await show('/echo', {
    method: 'POST',
    body: JSON.stringify({ b: 2 }),
    headers: { 'Content-Type': 'application/json' },
  });
  await show('/echo', { method: 'PUT', body: new URLSearchParams({ c: '3 4' }) });
  await show('/redirect');
  const form = new FormData();
  form.set('field', 'value');
  const echoed = await (await fetch(`${base}/echo`, { method: 'POST', body: form })).json();
  console.log(echoed.body.replace(/formdata-undici-\d+/g, 'BOUNDARY'));
  const stream = ReadableStream.from(
    ['one ', 'two ', 'three'].map((text) => new TextEncoder().encode(text)),
  );
  const streamed = await (
    await fetch(`${base}/echo`, { method: 'POST', body: stream, duplex: 'half' })
  ).json();
  console.log(streamed.body, streamed.headers['transfer-encoding']);

  const response = await fetch(`${base}/stream`);
  const parts = [];
  for await (const chunk of response.body) parts.push(new TextDecoder().decode(chunk));
  console.log(parts);
  console.log((await (await fetch(`${base}/stream`)).arrayBuffer()).byteLength);
  const failed = await fetch(`${base}/error`);
  console.log(failed.status, failed.ok, await failed.text());
  const url = new URL('/echo', base);
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, i) => fetch(`${url}?${i}`).then((r) => r.json())),
  );
  console.log(
    all.length,
    all.every((answer, i) => answer.url === `/echo?${i}`),
  );
  console.log((await fetch(new Request(url, { method: 'DELETE' }))).status);

  const report = (error) =>
    console.log(
      error.name,
      error.message,
      error.cause?.code,
      error.cause?.message?.replace(/\d{4,}/, 'PORT'),
    );
  await fetch(`${base}/hang`, { signal: AbortSignal.timeout(30) }).catch(report);
  const aborting = new AbortController();
  const hanging = fetch(`${base}/hang`, { signal: aborting.signal });
  setTimeout(() => aborting.abort(new Error('my reason')), 20);
  await hanging.catch(report);
  await fetch(`${base}/cut`)
    .then((r) => r.text())
    .catch(report);
  await fetch('http://127.0.0.1:9/').catch(report);
  await fetch('http://nowhere.invalid/').catch(report);
  await fetch('/relative').catch(report);
  server.close(() => {
    console.log('closed');
    fetch(base).catch(report);
  });
});
