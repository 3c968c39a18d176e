/** The network of the container's programs, and none beyond it. */
import { equal, outputOf, start, until, type Check } from './programs.ts';

export const networkChecks: Record<string, Check> = {
  async 'ports of one program are reached by another, and the page hears of them'(container) {
    const events: unknown[] = [];
    const unsubscribe = container.on('port', (...event) => events.push(event));
    const ready = new Promise<string>((resolve) => {
      container.on('server-ready', (_port, url) => resolve(url));
    });
    const server = await start(
      container,
      `require('http').createServer((req, res) => {
        res.end('asked for ' + req.url);
        if (req.url === '/last') setInterval(() => {}, 1000);
      }).listen(3000);`,
    );
    const url = await ready;
    const ask = (path: string): string =>
      `fetch('${url}${path}').then((r) => r.text()).then(console.log, (e) => console.log(e.cause.code))`;
    equal(await outputOf(await start(container, ask('first'))), 'asked for /first\n', 'answer');
    const inUse = `require('net').createServer().on('error', (e) => console.log(e.code)).listen(3000)`;
    equal(await outputOf(await start(container, inUse)), 'EADDRINUSE\n', 'the same port');
    equal(await outputOf(await start(container, ask('last'))), 'asked for /last\n', 'answer');
    server.kill();
    await server.exit;
    equal(await outputOf(await start(container, ask('late'))), 'ECONNREFUSED\n', 'once it ended');
    unsubscribe();
    const expected = [
      [3000, 'open', url],
      [3000, 'close', url],
    ];
    equal(events, expected, 'events');
  },

  async 'connections to a program that is stopped are over'(container) {
    const server = await start(
      container,
      `require('net').createServer((socket) => socket.write('hello')).listen(4000, () => console.log('on'))`,
    );
    await until(server.output.getReader(), 'on\n');
    const client = await start(
      container,
      `const net = require('net'), list = [];
      for (let i = 0; i < 200; i++) {
        const socket = net.connect(4000, '127.0.0.1');
        socket.once('data', () => list.push(socket) === 200 && console.log('connected'));
        socket.on('close', () => list.pop() && list.length === 0 && console.log('all closed'));
      }`,
    );
    const reader = client.output.getReader();
    await until(reader, 'connected\n');
    server.kill();
    await until(reader, 'all closed\n');
    equal(await client.exit, 0, 'exit code');
  },

  async 'the network cannot be reached'(container) {
    const source = `(async () => {
      const leaks = [];
      const attempt = async (name, run) => { try { await run(); leaks.push(name); } catch {} };
      await attempt('fetch', () => fetch('${location.origin}/page.js'));
      await attempt('import', () => import('${location.origin}/page.js'));
      await attempt('Function', () => Function('return import("${location.origin}/page.js")')());
      for (const name of ['XMLHttpRequest', 'WebSocketStream', 'EventSource', 'importScripts', 'indexedDB', 'caches']) {
        if (typeof globalThis[name] !== 'undefined') leaks.push(name);
      }
      console.log(JSON.stringify(leaks));
    })();`;
    equal(await outputOf(await start(container, source)), '[]\n', 'what worked');
  },
};
