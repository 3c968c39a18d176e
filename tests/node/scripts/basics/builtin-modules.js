// Modules that must load, and a little of each.
const os = require('os');
const path = require('path');
const util = require('util');
const url = require('url');
const querystring = require('querystring');
const assert = require('assert');
const { StringDecoder } = require('string_decoder');
console.log(
  path.join('a', '..', 'b', './c'),
  path.relative('/a/b', '/a/c/d'),
  path.parse('/x/y.tar.gz'),
  path.win32.basename('C:\\a\\b'),
);
console.log(
  util.format('%s %d %j', 'a', 1, { b: 2 }),
  util.isDeepStrictEqual({ a: [1] }, { a: [1] }),
  util.types.isPromise(Promise.resolve()),
);
console.log(
  util.inspect(util.promisify(setTimeout)),
  util.inherits.length,
  util.styleText('red', 'x'),
  util.stripVTControlCharacters('\u001b[31mx\u001b[0m'),
);
console.log(
  util.parseArgs({
    args: ['-f', '--bar', 'b'],
    options: { f: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
  }),
);
console.log(
  url.parse('http://a:1/b?c=d').port,
  url.fileURLToPath('file:///a%20b'),
  url.pathToFileURL('/a b').href,
  url.domainToASCII('español.com'),
);
console.log(querystring.parse('a=1&b=%20&a=2'), querystring.stringify({ x: [1, 2], y: 'z w' }));
console.log(
  os.EOL === '\n',
  os.platform(),
  typeof os.cpus().length,
  os.constants.signals.SIGINT,
  os.constants.errno.ENOENT,
);
const decoder = new StringDecoder('utf8');
console.log(
  decoder.write(Buffer.from([0xe2, 0x82])),
  decoder.write(Buffer.from([0xac])),
  decoder.end(Buffer.from([0xc3])),
);
for (const check of [
  () => assert.equal(1, 2),
  () => assert.deepStrictEqual({ a: 1, b: [1] }, { a: 1, b: [2] }),
  () => assert(false),
  () => assert.throws(() => {}),
  () => assert.match('a', /b/),
]) {
  try {
    check();
  } catch (error) {
    console.log(error.name, error.code, error.generatedMessage, '\n' + error.message);
  }
}
console.log(
  Buffer.from('héllo').toString('base64'),
  Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString('hex'),
  Buffer.from('ff', 'hex').readUInt8(),
  Buffer.byteLength('€'),
  Buffer.from('abc').indexOf('c'),
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
);
for (const name of require('module')
  .builtinModules.filter((name) => !/^_|\//.test(name))
  .sort())
  console.log(name);
