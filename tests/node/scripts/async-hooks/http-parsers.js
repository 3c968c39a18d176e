// A parser of HTTP is a resource from each request or connection on, and no sooner.
const { createHook } = require('node:async_hooks');
const http = require('node:http');

const COUNT = 5;
const types = new Map();
const made = {};
const destroyed = {};
const count = (counts, type) => (counts[type] = (counts[type] ?? 0) + 1);

createHook({
  init(id, type) {
    if (!type.startsWith('HTTP')) return;
    types.set(id, type);
    count(made, type);
  },
  destroy(id) {
    if (types.has(id)) count(destroyed, types.get(id));
  },
}).enable();

const agent = new http.Agent({ keepAlive: true });
const server = http.createServer((request, response) => response.end('ok'));
let left = COUNT;

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  for (let i = 0; i < COUNT; i++) {
    http.get({ port, host: '127.0.0.1', agent }, (response) => {
      response.resume().on('end', () => {
        if (--left > 0) return;
        agent.destroy();
        server.close();
      });
    });
  }
});

process.on('exit', () => console.log(made, destroyed));
