// A handler that throws: the stack as Node prints it, and the exit code.
const http = require('node:http');
const server = http.createServer((req) => {
  if (req.url === '/caught') throw new Error('caught');
  throw new TypeError(`cannot serve ${req.url}`);
});
process.once('uncaughtException', (error, origin) => {
  console.log(origin, error.stack);
  http.get({ port: server.address().port, host: '127.0.0.1', path: '/fatal' });
});
server.listen(0, '127.0.0.1', () => {
  http
    .get({ port: server.address().port, host: '127.0.0.1', path: '/caught' })
    .on('error', () => {});
});
