// node:http, node:net and node:child_process load; using them is another matter (not compared).
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
console.log(
  Object.keys(require('http')).length > 20,
  require('http').STATUS_CODES[404],
  require('net').isIP('::1'),
  require('net').isIPv4('1.2.3.4'),
);
