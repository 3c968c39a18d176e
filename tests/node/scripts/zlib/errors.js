// What zlib says of input and options that it cannot take.
const zlib = require('zlib');

function attempt(label, run) {
  try {
    const value = run();
    console.log(label, '→', Buffer.isBuffer(value) ? value.toString('latin1') : value);
  } catch ({ name, code, errno, message }) {
    console.log(label, name, code, errno, message);
  }
}

const good = {
  inflate: zlib.deflateSync('hello hello'),
  gunzip: zlib.gzipSync('hello hello'),
  inflateRaw: zlib.deflateRawSync('hello hello'),
  unzip: zlib.gzipSync('hello hello'),
};

for (const [method, packed] of Object.entries(good)) {
  const run = zlib[`${method}Sync`];
  attempt(`${method} of text`, () => run(Buffer.from('this is not compressed')));
  attempt(`${method} of nothing`, () => run(Buffer.alloc(0)));
  for (const length of [1, 2, 5, packed.length - 1]) {
    attempt(`${method} cut at ${length}`, () => run(packed.subarray(0, length)));
  }
  attempt(`${method} cut, not finished`, () =>
    run(packed.subarray(0, -1), { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  );
  for (const at of [0, 1, 2, 3, packed.length - 6, packed.length - 1]) {
    const broken = Buffer.from(packed);
    broken[at] ^= 0x5a;
    attempt(`${method} broken at ${at}`, () => run(broken));
  }
  for (const tail of ['00', '0000ff', 'ff', '1f', '1f8b', '616263']) {
    const longer = Buffer.concat([packed, Buffer.from(tail, 'hex')]);
    attempt(`${method} and ${tail}`, () => run(longer));
    attempt(`${method} and ${tail}, rejected`, () => run(longer, { rejectGarbageAfterEnd: true }));
  }
  attempt(`${method} twice`, () => run(Buffer.concat([packed, packed])));
  attempt(`${method} twice, rejected`, () =>
    run(Buffer.concat([packed, packed]), { rejectGarbageAfterEnd: true }),
  );
  attempt(`${method} too large`, () => run(packed, { maxOutputLength: 5 }));
}

for (const hex of [
  '789c',
  '78bb',
  '789c00',
  '789c07',
  '789c03',
  '789c05',
  '7801ffff',
  'ab9c',
  '089c',
]) {
  attempt(`inflate of ${hex}`, () => zlib.inflateSync(Buffer.from(hex, 'hex')));
}
for (const hex of ['1f8b', '1f8b08', '1f8b07', '1f8b08ff', '1f8b0802000000000003ffff', '1f00']) {
  attempt(`gunzip of ${hex}`, () => zlib.gunzipSync(Buffer.from(hex, 'hex')));
  attempt(`unzip of ${hex}`, () => zlib.unzipSync(Buffer.from(hex, 'hex')));
}
for (const hex of ['06', '00', '0001', '000100feff', 'ffffff', '04c0', '05e0810800', '4b04']) {
  attempt(`inflateRaw of ${hex}`, () => zlib.inflateRawSync(Buffer.from(hex, 'hex')));
}
attempt('window too small', () => {
  const packed = zlib.deflateSync(Buffer.alloc(5000, 'abc'), { windowBits: 15 });
  return zlib.inflateSync(packed, { windowBits: 9 });
});

const options = [
  { level: 10 },
  { level: 'x' },
  { level: NaN },
  { windowBits: 7 },
  { windowBits: 16 },
  { memLevel: 0 },
  { memLevel: 10 },
  { strategy: 5 },
  { chunkSize: 10 },
  { flush: 9 },
  { finishFlush: -1 },
  { dictionary: 'text' },
  { maxOutputLength: 0 },
  { rejectGarbageAfterEnd: 1 },
];
for (const option of options) {
  attempt(JSON.stringify(option), () => zlib.createGzip(option) instanceof zlib.Gzip);
}
attempt('windowBits 8 of gzip', () => zlib.createGzip({ windowBits: 8 }));
attempt(
  'windowBits 0 of gunzip',
  () => zlib.createGunzip({ windowBits: 0 }) instanceof zlib.Gunzip,
);
attempt('windowBits 0 of deflate', () => zlib.createDeflate({ windowBits: 0 }));
attempt('a number', () => zlib.gzipSync(5));
attempt('nothing', () => zlib.gzipSync());
attempt('no callback', () => zlib.gzip('x'));
attempt('crc32 of a number', () => zlib.crc32(5));
attempt('crc32 from a negative', () => zlib.crc32('x', -1));

zlib.gunzip(Buffer.from('not gzip at all'), (error, value) => {
  console.log('async', error.name, error.code, error.errno, error.message, value);
  console.log(error.stack.split('\n').slice(0, 2).join(' | '));
  zlib.inflate(good.inflate.subarray(0, 6), (cut) => {
    console.log('async', cut.code, cut.message);
    zlib.inflate(good.inflate, { maxOutputLength: 3 }, (large) => {
      console.log('async', large.code, large.message);
      const stream = zlib.createInflate();
      stream.on('error', ({ code, errno, message }) => {
        console.log('stream', code, errno, message, stream.destroyed, stream.bytesWritten);
      });
      stream.on('close', () => {
        console.log('stream closed');
        const twice = Buffer.concat([good.gunzip, good.gunzip]);
        zlib.gunzip(twice, { rejectGarbageAfterEnd: true }, ({ name, code, message }) => {
          console.log('async', name, code, message);
        });
      });
      stream.end('nonsense');
    });
  });
});

// Constants stay as they are.
(function () {
  'use strict';
  for (const change of [
    () => (zlib.constants.Z_OK = 10),
    () => (require('fs').constants.O_RDONLY = 10),
    () => (require('os').constants.errno.ENOENT = 10),
    () => (zlib.codes.Z_OK = 10),
  ]) {
    try {
      console.log(change());
    } catch ({ name, message }) {
      console.log(name, message);
    }
  }
})();
