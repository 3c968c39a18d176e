// Who may listen where: EADDRINUSE is told, ports come free again.
const net = require('node:net');
const listen = (...args) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', (error) => resolve({ error }));
    server.listen(...args, () => resolve({ server, port: server.address().port }));
  });
const close = (server) => new Promise((resolve) => server.close(resolve));
const say = ({ error, server }, port) =>
  console.log(
    error
      ? `${error.message}|${error.code}|${error.syscall}|${error.address}`.replaceAll(port, 'PORT')
      : 'ok',
  );
(async () => {
  const first = await listen(0, '127.0.0.1');
  const { port } = first;
  say(await listen(port, '127.0.0.1'), port);
  say(await listen(port, '0.0.0.0'), port);
  const six = await listen(port, '::1');
  say(six, port);
  await close(first.server);
  const again = await listen(port, '127.0.0.1');
  say(again, port);
  await close(again.server);
  await close(six.server);
  const any = await listen(port);
  console.log({ ...any.server.address(), port: 'PORT' });
  say(await listen(port, '127.0.0.1'), port);
  say(await listen({ port, host: '::', ipv6Only: true }), port);
  await close(any.server);
  const only6 = await listen({ port, host: '::', ipv6Only: true });
  say(only6, port);
  const v4 = await listen(port, '0.0.0.0');
  say(v4, port);
  await close(only6.server);
  await close(v4.server);

  const server = net.createServer().listen(0, '127.0.0.1', () => {
    try {
      server.listen(0);
    } catch (error) {
      console.log(error.code, error.message);
    }
    server.close(() => {
      server.close((error) => console.log(error.code, error.message));
    });
  });
  const unused = net.createServer();
  unused.close((error) => console.log(error.code));

  const busy = await listen(0, '127.0.0.1');
  net
    .createServer()
    .listen(busy.port, '127.0.0.1')
    .on('listening', () => console.log('never'));
  process.on('uncaughtException', (error) => {
    console.log('uncaught', error.message.replace(busy.port, 'PORT'), error.syscall, error.errno);
    busy.server.close();
  });
})();
