// What UDP refuses.
const dgram = require('node:dgram');

const say = (what, error) =>
  console.log(`${what}:`, error?.code, error?.message.replace(/\d{5}/, 'N'));
const attempt = (what, job) => {
  try {
    console.log(`${what}:`, job());
  } catch (error) {
    say(what, error);
  }
};

const socket = dgram.createSocket('udp4');
attempt('unbound TTL', () => socket.setTTL(1));
attempt('unbound buffer', () => socket.getSendBufferSize());
socket.bind(0, '127.0.0.1', () => {
  attempt('TTL', () => socket.setTTL(300));
  attempt('interface', () => socket.setMulticastInterface('224.0.0.2'));
  attempt('group', () => socket.addMembership('10.0.0.1'));
  attempt('not a member', () => socket.dropMembership('224.0.0.114'));
  attempt('no peer', () => socket.remoteAddress());
  socket.setRecvBufferSize(10_000);
  attempt('buffer', () => socket.getRecvBufferSize());
  const { port } = socket.address();
  socket.send(Buffer.alloc(70_000), port, '127.0.0.1', (error) => {
    say('too long', error);
    const second = dgram.createSocket('udp4');
    second.on('error', (error) => {
      say('taken', error);
      second.close();
      socket.close();
    });
    second.bind(port, '127.0.0.1');
  });
});
