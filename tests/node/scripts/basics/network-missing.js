// Modules of the network load, those too that cannot work here; using those is not compared.
for (const name of [
  'http',
  'https',
  'net',
  'dgram',
  'dns',
  'child_process',
  'cluster',
  'tls',
  'http2',
  'zlib',
  'readline',
  'repl',
  'vm',
  'v8',
  'async_hooks',
  'perf_hooks',
  'diagnostics_channel',
  'inspector',
]) {
  console.log(name, typeof require(name), typeof require('node:' + name));
}
