// Handles that are closed in one turn say so in the closing phase, the last one first.
const { MessageChannel } = require('worker_threads');
const net = require('net');

const closed = (name, port) => port.on('close', () => console.log('port', name));
const ports = ['a', 'b', 'c'].map((name) => closed(name, new MessageChannel().port1));
ports[1].on('close', () => {
  const later = closed('made while closing', new MessageChannel().port1);
  later.on('close', sockets);
  later.close();
  setImmediate(() => console.log('immediate'));
});
for (const port of ports) port.close();

function sockets() {
  const server = net.createServer().listen(0, () => {
    let connected = 0;
    const clients = [1, 2, 3].map((number) => {
      const client = net.connect(server.address().port, () => {
        if (++connected < 3) return;
        for (const socket of clients) socket.destroy();
        server.close(() => console.log('server'));
      });
      return client.on('close', () => console.log('socket', number));
    });
  });
}
