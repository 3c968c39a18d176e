// Local sockets: names in the file system, and a server over one.
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { once } = require('node:events');
const path = `${process.cwd()}/a.sock`;
(async () => {
  const server = net.createServer((socket) => {
    console.log(socket.remoteAddress, socket.address());
    socket.end('hello');
  });
  await once(server.listen(path), 'listening');
  console.log(
    server.address() === path,
    fs.statSync(path).isSocket(),
    fs
      .readdirSync('.', { withFileTypes: true })
      .find(({ name }) => name === 'a.sock')
      .isSocket(),
  );
  try {
    fs.readFileSync(path);
  } catch (error) {
    console.log(error.code);
  }
  const [inUse] = await once(net.createServer().listen(path), 'error');
  console.log(inUse.message, inUse.code, inUse.syscall);
  const client = net.connect(path);
  let text = '';
  for await (const chunk of client) text += chunk;
  console.log(text);
  server.close();
  await once(server, 'close');
  console.log(fs.existsSync(path));
  for (const other of [path, __filename, `${path}/nowhere`]) {
    const [error] = await once(net.connect(other), 'error');
    console.log(error.code, error.syscall, error.address === other);
  }
  const [nowhere] = await once(
    net.createServer().listen(`${process.cwd()}/no/such/folder`),
    'error',
  );
  console.log(nowhere.code);
  const web = http.createServer((req, res) => res.end(`${req.method} ${req.url}`)).listen(path);
  await once(web, 'listening');
  const [res] = await once(http.get({ socketPath: path, path: '/over/a/file' }), 'response');
  for await (const chunk of res) console.log(String(chunk));
  web.close();
})();
