// A worker that crashes is replaced; without any the port is closed.
const cluster = require('node:cluster');
const { once } = require('node:events');
const http = require('node:http');

if (cluster.isPrimary) {
  run();
} else {
  const server = http.createServer((request, response) => {
    if (request.url === '/crash') throw new Error('the worker crashes');
    response.end(`worker ${cluster.worker.id}`);
  });
  server.listen(0, '127.0.0.1');
}

async function run() {
  cluster.setupPrimary({ silent: true });
  const first = cluster.fork();
  const [{ port }] = await once(first, 'listening');
  console.log(await get(port, '/'));
  const crash = get(port, '/crash');
  const [code, signal] = await once(first, 'exit');
  console.log('exit', code, signal, first.isDead(), first.exitedAfterDisconnect);
  console.log(await crash);

  const second = cluster.fork();
  const [{ port: again }] = await once(second, 'listening');
  console.log(await get(again, '/'));
  second.process.kill('SIGKILL');
  console.log('exit', ...(await once(second, 'exit')));
  console.log(await get(again, '/'));
}

/** What is answered, or the code of the error. */
function get(port, path) {
  return new Promise((resolve) => {
    const request = http.get({ port, host: '127.0.0.1', path, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    });
    request.on('error', ({ code }) => resolve(code));
  });
}
