// The name of a local socket may be relative to the working directory.
const fs = require('node:fs');
const net = require('node:net');

const server = net.createServer((socket) => socket.end('hello'));
server.listen('./relative.sock', () => {
  console.log(server.address(), fs.existsSync('relative.sock'));
  const client = net.connect('relative.sock');
  client.setEncoding('utf8').on('data', console.log);
  client.on('close', () => {
    fs.mkdirSync('elsewhere');
    process.chdir('elsewhere');
    server.close(() => console.log(fs.existsSync('../relative.sock')));
  });
});
