// Digests: names, encodings, copies, streams.
const crypto = require('node:crypto');

const text = 'In Step · 동기';
const names = [
  'md5',
  'sha1',
  'SHA224',
  'sha-256',
  'RSA-SHA384',
  'sha512',
  'sha512-256',
  'SHA3-256',
  'sha3-512',
];
names.push(
  'ripemd160',
  'blake2b512',
  'blake2s256',
  'keccak-256',
  'rmd160',
  'sha1WithRSAEncryption',
);
for (const name of names) console.log(name, crypto.createHash(name).update(text).digest('hex'));
for (const encoding of [
  'hex',
  'base64',
  'base64url',
  'latin1',
  'binary',
  'utf8',
  'buffer',
  undefined,
  'nope',
]) {
  console.log(encoding, crypto.createHash('sha1').update(text).digest(encoding));
}
console.log(
  crypto
    .createHash('sha256')
    .update('é', 'latin1')
    .update(new Uint16Array([1, 2]))
    .digest('hex'),
);
console.log(
  crypto.hash('sha256', text),
  crypto.hash('md5', Buffer.from(text), 'base64'),
  crypto.hash('sha1', text, 'buffer'),
);
console.log(crypto.createHash('shake256', { outputLength: 5 }).update(text).digest('hex'));
console.log(crypto.createHash('shake128', { outputLength: 0 }).update(text).digest('hex'));
console.log(crypto.hash('shake128', text, { outputLength: 7 }));

const first = crypto.createHash('sha256').update('a');
const copy = first.copy();
console.log(
  first.digest('hex') === crypto.hash('sha256', 'a'),
  copy.update('b').digest('hex') === crypto.hash('sha256', 'ab'),
);
console.log(crypto.createHmac('sha256', 'key').update(text).digest('hex'));
console.log(
  crypto.createHmac('md5', Buffer.alloc(200, 'k')).update('a').update('b').digest('base64'),
);
console.log(
  crypto.createHmac('sha3-256', crypto.createSecretKey('key', 'utf8')).update(text).digest('hex'),
);
console.log(
  crypto.createHash('sha256'),
  ['sha256', 'md5', 'shake256'].every((name) => crypto.getHashes().includes(name)),
);

const stream = crypto.createHash('sha1');
stream.on('data', (digest) => console.log('stream', digest.toString('hex')));
stream.write(text);
stream.end();

crypto.subtle.digest('SHA-256', Buffer.from(text)).then(async (digest) => {
  console.log(Buffer.from(digest).toString('hex'));
  const key = await crypto.subtle.importKey(
    'raw',
    Buffer.from('key'),
    { name: 'HMAC', hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );
  const mac = await crypto.subtle.sign('HMAC', key, Buffer.from(text));
  console.log(
    Buffer.from(mac).toString('hex'),
    await crypto.subtle.verify('HMAC', key, mac, Buffer.from(text)),
  );
  console.log(
    key.type,
    key.algorithm,
    key.usages,
    Buffer.from(await crypto.subtle.exportKey('raw', key)).toString(),
  );
  const generated = await crypto.subtle.generateKey(
    { name: 'HMAC', hash: 'SHA-1', length: 128 },
    true,
    ['sign'],
  );
  console.log(generated.algorithm, (await crypto.subtle.exportKey('raw', generated)).byteLength);
});
