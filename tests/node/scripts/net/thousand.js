// 1,000 connections at once to one server: all are open together, each gets its own answer.
const net = require('node:net');
const COUNT = 1000;
const waiting = [];
const server = net.createServer((socket) => {
  socket.once('data', (data) => {
    waiting.push([socket, String(data)]);
    if (waiting.length < COUNT) return;
    server.getConnections((error, count) => {
      console.log('open at once:', count);
      for (const [other, text] of waiting) other.end(`answer to ${text}`);
    });
  });
});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const answers = await Promise.all(
    Array.from({ length: COUNT }, (_, i) => {
      return new Promise((resolve, reject) => {
        const socket = net.connect(port, '127.0.0.1', () => socket.write(`client ${i}`));
        let text = '';
        socket.on('data', (data) => (text += data));
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
    }),
  );
  console.log(
    answers.length,
    answers.every((text, i) => text === `answer to client ${i}`),
  );
  server.getConnections((error, count) => console.log('left:', count));
  server.close(() => console.log('closed'));
});
