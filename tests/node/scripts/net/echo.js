// An echo server: the order of all events of both ends, and what the counters say.
const net = require('node:net');
const server = net.createServer((socket) => {
  console.log(
    'server: connection',
    socket.remoteAddress,
    socket.remoteFamily,
    socket.localPort === port,
  );
  socket.on('data', (data) => {
    console.log('server: data', data.length, String(data));
    socket.write(`echo ${data}`);
  });
  socket.on('end', () => console.log('server: end'));
  socket.on('finish', () => console.log('server: finish'));
  socket.on('close', (hadError) =>
    console.log('server: close', hadError, socket.bytesRead, socket.bytesWritten),
  );
});
let port;
server.on('listening', () => console.log('listening event'));
server.on('close', () => console.log('server closed event'));
server.listen(0, '127.0.0.1', () => {
  ({ port } = server.address());
  console.log(server.listening, { ...server.address(), port: typeof port });
  const client = net.connect(port, '127.0.0.1', () => {
    console.log(
      'client: callback',
      client.readyState,
      client.remoteAddress,
      client.remotePort === port,
    );
    client.write('one ');
    client.write('two', () => console.log('client: written'));
    setImmediate(() => console.log('immediate after connect'));
    process.nextTick(() => console.log('tick after connect'));
  });
  console.log('client:', client.connecting, client.readyState, client.pending);
  client.setEncoding('utf8');
  client.on('connect', () => console.log('client: connect'));
  client.on('ready', () => console.log('client: ready'));
  client.once('data', (text) => {
    console.log('client: data', text);
    client.end('bye', () => console.log('client: end flushed'));
    client.on('data', (more) => console.log('client: data', more));
  });
  client.on('end', () => console.log('client: end'));
  client.on('finish', () => console.log('client: finish', client.readyState));
  client.on('close', (hadError) => {
    console.log('client: close', hadError, client.bytesRead, client.bytesWritten, client.destroyed);
    server.close((error) => console.log('server closed', error));
    console.log(server.listening, server.address());
  });
});
