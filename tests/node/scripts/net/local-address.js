// A client may choose its own address; one of another machine is refused.
const net = require('node:net');

const server = net.createServer((socket) => socket.end(socket.remoteAddress));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
  client.setEncoding('utf8').on('data', (text) => console.log(text, client.localAddress));
  client.on('close', () => {
    const stranger = net.connect({ port, host: '127.0.0.1', localAddress: '192.0.2.1' });
    stranger.on('error', ({ code, syscall, address }) => {
      console.log(code, syscall, address);
      server.close();
    });
  });
});
