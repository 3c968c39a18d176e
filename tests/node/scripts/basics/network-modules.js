// Modules of the network load, those too whose sockets are missing here (not compared).
for (const name of [
  'http',
  'https',
  'net',
  'dgram',
  'dns',
  'child_process',
  'cluster',
  'tls',
  'zlib',
  'readline',
  'vm',
  'v8',
  'async_hooks',
  'perf_hooks',
  'diagnostics_channel',
]) {
  console.log(name, typeof require(name), typeof require('node:' + name));
}
