// Several servers, pipes between sockets, a proxy: what goes in comes out.
const net = require('node:net');
const { pipeline } = require('node:stream');
const { once } = require('node:events');
(async () => {
  const origin = net.createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (data) => {
      text += data;
      if (text.endsWith('\n')) socket.end(text.toUpperCase());
    });
  });
  await once(origin.listen(0, '127.0.0.1'), 'listening');
  const proxy = net.createServer((near) => {
    const far = net.connect(origin.address().port, '127.0.0.1');
    pipeline(near, far, near, (error) => console.log('proxied', error ?? 'well'));
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  for (const text of ['hello\n', 'a longer line that goes through\n']) {
    const client = net.connect(proxy.address().port, '127.0.0.1');
    client.write(text);
    let answer = '';
    for await (const chunk of client) answer += chunk;
    console.log(JSON.stringify(answer));
  }
  proxy.close();
  origin.close();
  await Promise.all([once(proxy, 'close'), once(origin, 'close')]);
  console.log('done');
})();
