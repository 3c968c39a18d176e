// AsyncLocalStorage through a server: each request keeps its own store.
const http = require('node:http');
const { AsyncLocalStorage } = require('node:async_hooks');
const store = new AsyncLocalStorage();
const log = [];
const server = http.createServer((req, res) => {
  store.run(req.url, async () => {
    req.on('data', () => log.push(`data ${store.getStore()}`));
    req.on('end', async () => {
      log.push(`end ${store.getStore()}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      res.on('finish', () => log.push(`finish ${store.getStore()}`));
      res.end(store.getStore());
    });
    req.resume();
  });
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  for (const path of ['/a', '/b']) {
    await store.run(`client ${path}`, async () => {
      await new Promise((resolve) => {
        const req = http.request({ port, host: '127.0.0.1', path, method: 'POST' }, (res) => {
          log.push(`response ${store.getStore()}`);
          res.on('data', () => log.push(`answer ${store.getStore()}`));
          res.on('end', () => (log.push(`over ${store.getStore()}`), resolve()));
        });
        req.end('body');
      });
      const response = await fetch(`http://127.0.0.1:${port}${path}fetch`, {
        method: 'POST',
        body: 'x',
      });
      log.push(`fetched ${await response.text()} in ${store.getStore()}`);
    });
  }
  console.log(log);
  server.close();
});
