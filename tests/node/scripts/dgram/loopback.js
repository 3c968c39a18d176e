// Datagrams between sockets of one thread: to a socket, back to who sent it, connected, to a group.
const dgram = require('node:dgram');

const server = dgram.createSocket('udp4');
server.on('message', (message, { address, family, size }) => {
  console.log('server:', message.toString(), address, family, size);
  if (String(message) === 'last') return group();
});
server.bind(0, '127.0.0.1', () => {
  const { address, family, port } = server.address();
  console.log(address, family, port > 0);
  const client = dgram.createSocket('udp4');
  client.send(['one', new Int8Array([45]), 'list'], port, '127.0.0.1', (error, bytes) => {
    console.log('sent', error, bytes);
    client.connect(port, '127.0.0.1', () => {
      console.log('connected', client.remoteAddress().port === port);
      client.send('last', () => client.close());
    });
  });
});

function group() {
  server.close();
  const member = dgram.createSocket({ type: 'udp4', reuseAddr: true });
  member.bind(0, () => {
    member.addMembership('224.0.0.114');
    member.on('message', (message) => {
      console.log('member:', message.toString());
      member.dropMembership('224.0.0.114');
      member.close(six);
    });
    member.send('to the group', member.address().port, '224.0.0.114');
  });
}

function six() {
  const socket = dgram.createSocket('udp6');
  socket.on('message', (message, { address, family }) => {
    console.log('IPv6:', message.toString(), address, family);
    socket.close(() => console.log('closed'));
  });
  socket.bind(0, '::1', () => socket.send('hello', socket.address().port, '::1'));
}
