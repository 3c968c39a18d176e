// One port, two workers: connections go round, each to the next worker.
const cluster = require('node:cluster');
const http = require('node:http');

if (cluster.isPrimary) {
  console.log('policy', cluster.schedulingPolicy === cluster.SCHED_RR ? 'round robin' : 'none');
  const ports = [];
  cluster.on('listening', (worker, { address, addressType, port }) => {
    console.log('listening', address, addressType, port > 0);
    ports.push(port);
    if (ports.length === 2) requests(port);
  });
  cluster.fork();
  cluster.fork();

  async function requests(port) {
    console.log('one port', ports[0] === ports[1]);
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await get(port, `/${i}`));
    const workers = answers.map((answer) => answer.split(' ')[0]);
    console.log('each has half', workers.filter((worker) => worker === '1').length);
    console.log(
      'in turn',
      workers.every((w, i) => i < 2 || w === workers[i - 2]),
    );
    console.log(answers.map((answer) => answer.split(' ')[1]).join(' '));
    await Promise.all(Object.values(cluster.workers).map(gone));
    http.get({ port, host: '127.0.0.1' }).on('error', ({ code }) => console.log(code));
  }
} else {
  const server = http.createServer((request, response) => {
    response.end(`${cluster.worker.id} ${request.url}`);
  });
  server.listen(0, '127.0.0.1');
}

function gone(worker) {
  worker.disconnect();
  return new Promise((resolve) => {
    worker.on('exit', (code, signal) => {
      console.log('exit', code, signal, worker.exitedAfterDisconnect);
      resolve();
    });
  });
}

function get(port, path) {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, host: '127.0.0.1', path, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (data) => (text += data)).on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
}
