// destroy() with unread data, resetAndDestroy(), and writing to who is gone.
const net = require('node:net');
const steps = [
  function resetByServer(serve, client) {
    serve((socket) => socket.resetAndDestroy());
    client().resume();
  },
  function resetByClient(serve, client) {
    serve((socket) => {
      socket.on('error', (error) =>
        console.log('server: error', error.message, error.code, error.syscall),
      );
      socket.on('close', (hadError) => console.log('server: close', hadError));
      socket.resume();
    });
    const socket = client();
    socket.on('connect', () => setImmediate(() => socket.resetAndDestroy()));
  },
  function destroyedWithUnread(serve, client) {
    serve((socket) => {
      socket.pause();
      socket.write('ready');
      setImmediate(() => setImmediate(() => socket.destroy()));
    });
    const socket = client();
    socket.on('data', (data) => console.log('client: data', String(data)));
  },
  function destroyedWithError(serve, client) {
    serve((socket) => {
      socket.on('error', (error) => console.log('server: error', error.message));
      socket.on('close', (hadError) => console.log('server: close', hadError));
      socket.destroy(new Error('enough'));
    });
    client().resume();
  },
  function destroyedBeforeConnect(serve, client) {
    serve((socket) => {
      socket.on('close', (hadError) => console.log('server: close', hadError));
      socket.resume();
    });
    client().destroy();
  },
  function writeToClosed(serve, client) {
    serve((socket) => socket.destroy());
    const socket = client({ allowHalfOpen: true });
    socket.resume();
    socket.on('end', () => {
      socket.write('first', () => {
        setTimeout(
          () =>
            socket.write('second', (error) => console.log('second:', error.code, error.syscall)),
          20,
        );
      });
    });
  },
];
(async () => {
  for (const step of steps) {
    console.log(`--- ${step.name}`);
    await new Promise((resolve) => {
      const server = net.createServer();
      const port = server.listen(0, '127.0.0.1').address().port;
      step(
        (listener) => server.on('connection', listener),
        (options) => {
          const socket = net.connect({ port, host: '127.0.0.1', ...options });
          socket.on('end', () => console.log('client: end'));
          socket.on('error', (error) =>
            console.log('client: error', error.message, error.code, error.syscall),
          );
          socket.on('close', (hadError) => {
            console.log('client: close', hadError);
            server.close(resolve);
          });
          return socket;
        },
      );
    });
  }
})();
