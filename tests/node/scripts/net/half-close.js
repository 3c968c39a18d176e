// allowHalfOpen: one side has ended, the other still speaks.
const net = require('node:net');
const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.setEncoding('utf8');
  let heard = '';
  socket.on('data', (text) => (heard += text));
  socket.on('end', () => {
    console.log('server heard all:', heard, socket.readyState, socket.writable);
    socket.write('still ');
    setImmediate(() => socket.end('here'));
  });
  socket.on('close', (hadError) => console.log('server: close', hadError));
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  client.setEncoding('utf8');
  client.end('question');
  let answer = '';
  client.on('data', (text) => (answer += text));
  client.on('end', () => console.log('client: end', answer, client.readyState));
  client.on('close', (hadError) => {
    console.log('client: close', hadError);
    second();
  });
});

// Without allowHalfOpen the end is answered at once; a write after it fails.
function second() {
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    socket.end('only this');
    socket.resume().on('end', () => console.log('server: end'));
  });
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('data', (data) => console.log('client: data', String(data)));
  client.on('end', () => {
    console.log('client: end', client.writable, client.writableEnded);
    client.write('late', (error) => console.log('callback:', error.code));
  });
  client.on('error', (error) => console.log('client: error', error.message));
  client.on('close', (hadError) => {
    console.log('client: close', hadError);
    server.close(() => console.log('closed'));
  });
}
