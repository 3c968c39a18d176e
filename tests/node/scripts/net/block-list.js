// BlockList and SocketAddress, and a server that uses one.
const net = require('node:net');
const list = new net.BlockList();
list.addAddress('10.9.8.7');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
list.addSubnet('192.168.0.0', 20);
console.log(list.rules);
for (const [address, family] of [
  ['10.9.8.7'],
  ['10.9.8.8'],
  ['10.0.0.5'],
  ['10.0.0.11'],
  ['192.168.15.255'],
  ['192.168.16.0'],
  ['::ffff:10.9.8.7', 'ipv6'],
  ['::ffff:a00:5', 'IPv6'],
  ['8592:757c:efae:4e45:1::2', 'ipv6'],
  ['8592:757c:efae:4e46::1', 'ipv6'],
  ['nonsense'],
]) {
  console.log(address, list.check(address, family));
}
for (const attempt of [
  () => list.addRange('10.0.0.2', '10.0.0.1'),
  () => list.addAddress('nonsense'),
  () => list.addSubnet('10.0.0.0', 33),
  () => new net.SocketAddress({ address: '1.2.3.4.5' }),
]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
console.log(new net.SocketAddress({ address: '::1', port: 80, family: 'ipv6', flowlabel: 3 }));
console.log(net.SocketAddress.parse('1.2.3.4:8080'), net.SocketAddress.parse('[::1]:90'));
for (const text of [
  '::',
  '1::',
  '1:0:0:2:0:0:0:3',
  '::ffff:1.2.3.4',
  'FE80::AB',
  '1:2:3:4:5:6:7:8',
]) {
  console.log(new net.SocketAddress({ address: text, family: 'ipv6' }).address);
}
list.removeAddress('10.9.8.7');
list.removeRange('10.0.0.1', '10.0.0.10');
console.log(list.rules);
const blockList = new net.BlockList();
blockList.addAddress('127.0.0.1');
const server = net.createServer({ blockList }, () => console.log('never'));
server.on('drop', ({ remoteAddress }) => console.log('dropped', remoteAddress));
server.listen(0, '127.0.0.1', () => {
  const port = server.address().port;
  net
    .connect(port, '127.0.0.1')
    .on('error', (error) => console.log(error.code))
    .on('close', () => {
      net.connect({ port, host: '127.0.0.1', blockList }).on('error', (error) => {
        console.log(error.code, error.message);
        server.close();
      });
    });
});
