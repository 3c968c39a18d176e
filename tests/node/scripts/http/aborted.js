// Requests that end before their time, from either end, and what the other one hears of it.
const http = require('node:http');
const { once } = require('node:events');
const watch = (name, emitter, events) => {
  for (const event of events) {
    emitter.on(event, (arg) =>
      console.log(`${name}: ${event}`, arg?.message ?? '', arg?.code ?? ''),
    );
  }
};
const REQ = ['abort', 'error', 'close', 'finish', 'timeout'];
const RES = ['aborted', 'error', 'end', 'close'];
const cases = {
  async 'client destroys before the answer'(port, server) {
    const req = http.get({ port, host: '127.0.0.1', agent: false });
    watch('client', req, REQ);
    await once(server, 'request');
    req.destroy();
    await Promise.all([new Promise((resolve) => req.on('close', resolve)), once(server, 'gone')]);
    console.log(req.destroyed, req.aborted);
  },
  async 'client destroys in the answer'(port, server) {
    const req = http.get({ port, host: '127.0.0.1', agent: false, path: '/part' });
    watch('client', req, REQ);
    const [res] = await once(req, 'response');
    watch('client res', res, RES);
    await once(res, 'data');
    res.destroy();
    await Promise.all([new Promise((resolve) => req.on('close', resolve)), once(server, 'gone')]);
    console.log(res.aborted, res.complete);
  },
  async 'server destroys before the answer'(port, server) {
    server.once('request', (req, res) => res.destroy());
    const req = http.get({ port, host: '127.0.0.1', agent: false });
    watch('client', req, REQ);
    await new Promise((resolve) => req.on('close', resolve));
  },
  async 'server destroys in the answer'(port, server) {
    server.once('request', (req, res) => {
      res.write('some');
      setImmediate(() => setImmediate(() => req.socket.destroy()));
    });
    const req = http.get({ port, host: '127.0.0.1', agent: false, path: '/own' });
    watch('client', req, REQ);
    const [res] = await once(req, 'response');
    watch('client res', res, [...RES, 'data']);
    await new Promise((resolve) => res.on('close', resolve));
  },
  async signal(port, server) {
    const aborting = new AbortController();
    const req = http.get({ port, host: '127.0.0.1', agent: false, signal: aborting.signal });
    watch('client', req, REQ);
    await once(server, 'request');
    aborting.abort();
    await Promise.all([new Promise((resolve) => req.on('close', resolve)), once(server, 'gone')]);
  },
  async 'body cut off'(port, server) {
    const req = http.request({
      port,
      host: '127.0.0.1',
      agent: false,
      method: 'POST',
      headers: { 'Content-Length': 100 },
    });
    watch('client', req, REQ);
    req.write('only this');
    await once(server, 'request');
    await new Promise(setImmediate);
    req.destroy(new Error('I changed my mind'));
    await Promise.all([new Promise((resolve) => req.on('close', resolve)), once(server, 'gone')]);
  },
};
(async () => {
  for (const [name, run] of Object.entries(cases)) {
    console.log(`--- ${name}`);
    const server = http.createServer((req, res) => {
      watch('server req', req, RES);
      watch('server res', res, ['error', 'finish', 'close']);
      req.resume();
      if (req.url === '/part') res.write('part');
      if (req.url !== '/own') req.socket.on('close', () => setImmediate(() => server.emit('gone')));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    await run(server.address().port, server);
    server.close();
    await once(server, 'close');
  }
})();
