// Which resources are destroyed once their work is over: handles, parsers, timers, ticks.
const { createHook } = require('node:async_hooks');
const http = require('node:http');

const types = new Map();
const counts = {};
createHook({
  init: (id, type) => types.set(id, type),
  destroy(id) {
    const type = types.get(id);
    if (!types.delete(id)) throw new Error(`destroyed twice: ${id}`);
    counts[type] = (counts[type] ?? 0) + 1;
  },
}).enable();

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const server = http.createServer((request, response) => response.end('ok'));

function get(done) {
  const { port } = server.address();
  http.get({ agent, port, host: '127.0.0.1' }, (response) => {
    response.resume().on('end', () => setImmediate(done));
  });
}

server.listen(0, '127.0.0.1', () => {
  get(() =>
    get(() => {
      agent.destroy();
      server.close(() => setTimeout(() => setImmediate(show), 10));
    }),
  );
});

function show() {
  for (const type of ['TCPSERVERWRAP', 'TCPWRAP', 'Immediate', 'Timeout', 'TickObject']) {
    console.log(type, counts[type] > 0);
  }
  console.log('HTTPCLIENTREQUEST', counts.HTTPCLIENTREQUEST, counts.TCPSERVERWRAP, counts.TCPWRAP);
}
