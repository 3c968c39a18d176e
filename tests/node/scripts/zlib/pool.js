// run: {"env": {"UV_THREADPOOL_SIZE": "8"}}
// Streams whose writes are done by whichever worker of the pool is free give the bytes of one.
const zlib = require('zlib');

const words = 'abcdefghijklmnop';

function packed(create) {
  return new Promise((resolve, reject) => {
    const stream = create();
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
    for (let at = 0; at < words.length; at += 3) stream.write(words.slice(at, at + 3));
    stream.end();
  });
}

(async () => {
  for (const method of ['gzip', 'deflate', 'deflateRaw']) {
    const create = zlib[`create${method[0].toUpperCase()}${method.slice(1)}`];
    const all = await Promise.all(Array.from({ length: 16 }, () => packed(create)));
    const expected = zlib[`${method}Sync`](words);
    console.log(method, all.filter((bytes) => bytes.equals(expected)).length);
    const inverse = { gzip: 'gunzip', deflate: 'inflate', deflateRaw: 'inflateRaw' }[method];
    const back = await Promise.all(
      all.map((bytes) => new Promise((done) => zlib[inverse](bytes, (_error, text) => done(text)))),
    );
    console.log(inverse, back.filter((text) => String(text) === words).length);
  }
})();
