// An http server in a worker thread, asked from the main thread with http and with fetch.
const http = require('node:http');
const { once } = require('node:events');
const { Worker, isMainThread, parentPort, threadId } = require('node:worker_threads');

if (isMainThread) {
  (async () => {
    const worker = new Worker(__filename);
    const [port] = await once(worker, 'message');
    const base = `http://127.0.0.1:${port}`;
    console.log(await (await fetch(`${base}/hello`)).text());
    const sum = await fetch(`${base}/sum`, { method: 'POST', body: JSON.stringify([1, 2, 39]) });
    console.log(await sum.json());
    const all = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => (await fetch(`${base}/${i}`)).text()),
    );
    console.log(all.every((text, i) => text === `/${i} from thread 1`));
    const req = http.get(`${base}/slow`, { agent: new http.Agent({ keepAlive: true }) });
    const [res] = await once(req, 'response');
    const parts = [];
    for await (const part of res) parts.push(String(part));
    console.log(parts.join(''));
    const [stopped] = await Promise.all([
      fetch(`${base}/terminate`).catch((error) => `${error.message}: ${error.cause.code}`),
      once(worker, 'message').then(() => worker.terminate()),
    ]);
    console.log(stopped);
    await fetch(base).catch((error) => console.log(error.cause.code));
  })();
} else {
  const server = http.createServer(async (req, res) => {
    if (req.url === '/sum') {
      let text = '';
      for await (const chunk of req) text += chunk;
      return res.end(JSON.stringify(JSON.parse(text).reduce((a, b) => a + b)));
    }
    if (req.url === '/terminate') return parentPort.postMessage('now');
    if (req.url === '/slow') {
      for (let i = 0; i < 5; i++) {
        res.write(`part ${i};`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return res.end();
    }
    res.end(`${req.url} from thread ${threadId}`);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
}
