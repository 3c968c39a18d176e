// A bound UDP socket goes to a child: the parent closes its own, and the child receives.
const { fork } = require('node:child_process');
const dgram = require('node:dgram');
const { once } = require('node:events');

if (process.argv[2] === 'child') {
  process.once('message', (message, socket) => {
    const { address, family, port } = socket.address();
    console.log(
      'child got',
      message.text,
      socket instanceof dgram.Socket,
      address,
      family,
      port > 0,
    );
    socket.on('message', (data, { address }) => {
      console.log('child received', String(data), address);
      socket.send('pong', message.client, '127.0.0.1', () => {
        socket.close();
        process.disconnect();
      });
    });
    process.send('ready');
  });
} else {
  const child = fork(__filename, ['child']);
  const exit = once(child, 'exit');
  const client = dgram.createSocket('udp4').bind(0, '127.0.0.1', () => {
    const shared = dgram.createSocket('udp4').bind(0, '127.0.0.1', () => {
      const { port } = shared.address();
      child.send({ client: client.address().port, text: 'socket' }, shared);
      child.on('message', () => {
        shared.close(() => {
          console.log('closed in the parent');
          client.send('ping', port, '127.0.0.1');
        });
      });
      client.on('message', async (data, from) => {
        console.log('client received', String(data), from.port === port);
        client.close();
        console.log('exit', ...(await exit));
      });
    });
    shared.on('message', () => console.log('never: the parent has closed it'));
  });
}
