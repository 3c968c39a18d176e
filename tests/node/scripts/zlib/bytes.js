// Compressed bytes, for every kind of wrapper and every parameter.
const zlib = require('zlib');
const { createHash } = require('crypto');

const digest = (bytes) =>
  `${bytes.length} ${createHash('sha1').update(bytes).digest('hex').slice(0, 16)}`;

/** The same numbers in every run. */
function noise(length, seed = 1) {
  const bytes = Buffer.alloc(length);
  for (let i = 0, x = seed; i < length; i++) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    bytes[i] = x >>> 16;
  }
  return bytes;
}

const words = 'In Step keeps synchronous and asynchronous work apart, and says so. '.split(' ');
const prose = Buffer.from(
  [...noise(60_000)].map((byte, i) => words[(byte + (i >> 9)) % words.length]).join(' '),
);
const inputs = {
  empty: Buffer.alloc(0),
  letter: Buffer.from('a'),
  hello: Buffer.from('hello hello hello hello'),
  korean: Buffer.from('동기와 비동기, 실행하며 읽는 노트. '.repeat(40)),
  zeros: Buffer.alloc(100_000),
  noise: noise(70_000),
  prose,
  json: Buffer.from(JSON.stringify([...noise(5000)].map((id, n) => ({ id, n, even: !(n % 2) })))),
};

for (const [name, input] of Object.entries(inputs)) {
  for (const method of ['deflate', 'gzip', 'deflateRaw']) {
    const packed = zlib[`${method}Sync`](input);
    console.log(name, method, digest(packed), packed.subarray(0, 12).toString('hex'));
  }
}

for (const name of ['hello', 'prose', 'json', 'noise', 'zeros']) {
  for (let level = -1; level <= 9; level++) {
    console.log(name, 'level', level, digest(zlib.deflateSync(inputs[name], { level })));
  }
  for (const strategy of ['DEFAULT_STRATEGY', 'FILTERED', 'HUFFMAN_ONLY', 'RLE', 'FIXED']) {
    const options = { strategy: zlib.constants[`Z_${strategy}`] };
    console.log(name, strategy, digest(zlib.gzipSync(inputs[name], options)));
  }
  for (let windowBits = 9; windowBits <= 15; windowBits++) {
    const packed = zlib.deflateSync(inputs[name], { windowBits });
    console.log(name, 'windowBits', windowBits, digest(packed));
    console.log('  back', zlib.inflateSync(packed, { windowBits }).equals(inputs[name]));
  }
  console.log(name, 'windowBits 8', digest(zlib.deflateSync(inputs[name], { windowBits: 8 })));
  console.log(name, 'raw 8', digest(zlib.deflateRawSync(inputs[name], { windowBits: 8 })));
  for (let memLevel = 1; memLevel <= 9; memLevel++) {
    console.log(name, 'memLevel', memLevel, digest(zlib.deflateSync(inputs[name], { memLevel })));
  }
}

const back = { deflate: 'inflate', gzip: 'gunzip', deflateRaw: 'inflateRaw' };
for (const [name, input] of Object.entries(inputs)) {
  for (const [method, inverse] of Object.entries(back)) {
    const packed = zlib[`${method}Sync`](input);
    const same = [zlib[`${inverse}Sync`](packed).equals(input)];
    if (method !== 'deflateRaw') same.push(zlib.unzipSync(packed).equals(input));
    console.log(name, method, same);
  }
}

console.log(zlib.crc32('hello'), zlib.crc32(Buffer.from('lo'), zlib.crc32('hel')), zlib.crc32(''));
console.log(
  zlib.crc32('동기'),
  zlib.crc32(new Uint16Array([1, 2, 3])),
  zlib.crc32('x', 0xffffffff),
);
