// The stores in which client and server hear of a connection and of its end.
const { AsyncLocalStorage } = require('node:async_hooks');
const http = require('node:http');
const net = require('node:net');
const als = new AsyncLocalStorage();

const scene = (name, play) =>
  new Promise((resolve) => {
    const heard = { server: [], client: [] };
    const listen = (side, emitter, events) => {
      for (const event of events) {
        emitter.on(event, () => heard[side].push(`${event}: ${als.getStore()}`));
      }
    };
    als.run('made', () => play(listen, () => resolve(console.log(name, heard))));
  });

const sockets = (address, end) => (listen, done) => {
  let open = 2;
  const ended = () => --open === 0 && done();
  const server = net.createServer((socket) => {
    als.run('handler', () => {
      listen('server', socket, ['data', 'end', 'close']);
      socket.write('begun');
    });
    als.run('close', () => server.close(ended));
  });
  listen('server', server, ['listening', 'connection', 'close']);
  als.run('listen', () =>
    server.listen(address, () => {
      const socket = als.run('connect', () =>
        net.connect(address.port === 0 ? server.address() : address),
      );
      als.run('on', () => listen('client', socket, ['connect', 'data', 'end', 'close']));
      socket.on('close', ended);
      socket.on('data', () => als.run('end', end, socket));
    }),
  );
};

const requests = (listen, done) => {
  let open = 2;
  const ended = () => --open === 0 && done();
  const server = http.createServer((request, response) => {
    als.run('handler', () => {
      listen('server', request, ['close', 'aborted', 'error']);
      listen('server', response, ['close', 'finish']);
      response.write('begun');
    });
    als.run('close', () => server.close(ended));
  });
  listen('server', server, ['request', 'close']);
  als.run('listen', () =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      const request = als.run('get', () => http.get({ port, host: '127.0.0.1', agent: false }));
      listen('client', request, ['socket', 'response', 'close']);
      request.on('close', ended);
      request.on('response', (response) => {
        listen('client', response, ['data', 'close']);
        response.on('error', () => {});
        response.on('data', () => als.run('destroy', () => request.destroy()));
      });
    }),
  );
};

async function main() {
  const path = `${process.cwd()}/socket`;
  for (const address of [{ port: 0, host: '127.0.0.1' }, { path }]) {
    await scene(
      'destroyed',
      sockets(address, (socket) => socket.destroy()),
    );
    await scene(
      'ended',
      sockets(address, (socket) => socket.end('bye')),
    );
  }
  await scene('requested', requests);
}
main();
