// A write that is larger than what the connection holds fails once, when the other end is gone.
const net = require('node:net');

const errors = [];
const server = net.createServer((socket) => {
  socket.on('error', ({ code, syscall }) => errors.push(`${code} ${syscall}`));
  socket.on('close', (hadError) => console.log(errors, hadError, server.close() === server));
  client.destroy();
  socket.write(Buffer.alloc(10 * 2 ** 20));
});
let client;
server.listen(0, () => {
  client = net.connect(server.address().port);
});
