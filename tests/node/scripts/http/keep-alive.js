// Agents: connections are reused, limited, closed when idle; what the server says of them.
const http = require('node:http');
const { once } = require('node:events');
let connections = 0;
const closed = [];
const server = http.createServer((req, res) => {
  res.end(`${req.url} on ${req.socket.number}, ${req.headers.connection}`);
});
server.on('connection', (socket) => {
  socket.number = ++connections;
  socket.on('close', () => closed.push(socket.number));
});
async function get(agent, path, headers) {
  const req = http.get({ port: server.address().port, host: '127.0.0.1', agent, path, headers });
  const [res] = await once(req, 'response');
  let text = '';
  for await (const chunk of res) text += chunk;
  return `${text}; reused ${req.reusedSocket}; ${res.headers.connection}, ${res.headers['keep-alive']}`;
}
const tick = () => new Promise(setImmediate);
server.listen(0, '127.0.0.1', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  console.log(await get(agent, '/1'));
  await tick();
  console.log(
    Object.values(agent.freeSockets).flat().length,
    Object.values(agent.sockets).flat().length,
  );
  console.log(await get(agent, '/2'));
  await tick();
  console.log(await Promise.all(['/3', '/4', '/5', '/6'].map((path) => get(agent, path))));
  await tick();
  console.log(Object.values(agent.freeSockets).flat().length, connections);
  console.log(await get(agent, '/7', { Connection: 'close' }));
  await tick();
  console.log(await get(false, '/8'));
  console.log(await get(new http.Agent(), '/9'));
  console.log(await get(http.globalAgent, '/10'));
  await tick();
  console.log('closed by the clients:', closed.splice(0));
  server.closeIdleConnections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log('closed:', closed.splice(0).sort());
  console.log('free:', Object.values(agent.freeSockets).flat().length);
  console.log(await get(agent, '/11'));
  await tick();
  server.close(() => console.log('closed'));
});
