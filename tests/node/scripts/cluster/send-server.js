// A listening server goes to a child: the parent closes its own, and the child accepts.
const { fork } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');

if (process.argv[2] !== 'child') {
  const child = fork(__filename, ['child']);
  const exit = once(child, 'exit');
  const server = net.createServer(() => console.log('never: the parent has closed it'));
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    console.log('sent', child.send('server', server));
    child.once('message', (message) => {
      console.log('parent got', message.text, message.port === port);
      server.close(() => {
        console.log('closed in the parent', server.listening);
        ask(port, (text) => {
          console.log('client got', text);
          child.send('close');
          child.on('message', () =>
            ask(port, async (text) => {
              console.log(text);
              console.log('exit', ...(await exit));
            }),
          );
        });
      });
    });
  });
} else {
  process.on('message', (message, server) => {
    if (message === 'close') return;
    console.log('child got', message, server instanceof net.Server, server.listening);
    server.on('connection', (socket) => socket.end(`from the child to ${socket.remoteAddress}`));
    process.send({ text: 'ready', port: server.address().port });
    process.on('message', () =>
      server.close(() => process.send('closed', () => process.disconnect())),
    );
  });
}

function ask(port, callback) {
  let text = '';
  net
    .connect(port, '127.0.0.1')
    .setEncoding('utf8')
    .on('data', (data) => (text += data))
    .on('end', () => callback(text))
    .on('error', ({ code }) => callback(code));
}
