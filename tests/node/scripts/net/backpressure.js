// A reader that does not read: write() says false, 'drain' comes once it does. Nothing is lost.
const net = require('node:net');
const { createHash } = require('node:crypto');
const TOTAL = 24 * 1024 * 1024;
const block = Buffer.alloc(256 * 1024, 'abcdefghij');
const server = net.createServer((socket) => {
  socket.pause();
  server.once('read', () => {
    const hash = createHash('sha256');
    let bytes = 0;
    socket.on('data', (data) => {
      bytes += data.length;
      hash.update(data);
    });
    socket.on('end', () => {
      console.log('read', bytes, hash.digest('hex'));
      server.close(() => console.log('closed'));
    });
    socket.resume();
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', async () => {
    const hash = createHash('sha256');
    let drains = 0;
    let stuck = false;
    for (let sent = 0; sent < TOTAL; sent += block.length) {
      hash.update(block);
      if (client.write(block)) continue;
      if (client.writableLength > 4 * 1024 * 1024 && !stuck) {
        stuck = true;
        console.log(
          'stuck:',
          client.writableNeedDrain,
          client.writableLength > client.writableHighWaterMark,
        );
        setImmediate(() => server.emit('read'));
      }
      if (!stuck) continue;
      await new Promise((resolve) => client.once('drain', resolve));
      drains++;
    }
    client.end(() =>
      console.log('sent', client.bytesWritten, hash.digest('hex'), stuck, drains > 0),
    );
  });
});
