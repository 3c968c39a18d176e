// Key derivation: synchronous and asynchronous give the same; the asynchronous is off the thread.
const crypto = require('node:crypto');
const { promisify } = require('node:util');

console.log(crypto.pbkdf2Sync('pass', 'salt', 1000, 40, 'sha512').toString('hex'));
console.log(
  crypto.pbkdf2Sync(Buffer.from('pass'), new Uint8Array(4), 1, 20, 'SHA1').toString('hex'),
);
console.log(
  crypto.scryptSync('pass', 'salt', 32, { N: 1024 }).toString('hex'),
  crypto.scryptSync('p', 's', 0),
);
console.log(Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 50)).toString('hex'));
console.log(crypto.hkdfSync('sha512', crypto.createSecretKey('key', 'utf8'), '', '', 8));

(async () => {
  console.log((await promisify(crypto.pbkdf2)('pass', 'salt', 1000, 40, 'sha512')).toString('hex'));
  console.log(
    (await promisify(crypto.scrypt)('pass', 'salt', 32, { N: 1024, r: 4, p: 2 })).toString('hex'),
  );
  console.log(
    Buffer.from(await promisify(crypto.hkdf)('sha1', 'key', 'salt', 'info', 5)).toString('hex'),
  );

  // The loop turns while the pool works.
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await promisify(crypto.pbkdf2)('pass', 'salt', 30_000, 64, 'sha512');
  clearInterval(ticking);
  console.log(turns > 0);

  const storage = new (require('node:async_hooks').AsyncLocalStorage)();
  storage.run('context', () => {
    crypto.pbkdf2('a', 'b', 1, 1, 'md5', () => console.log(storage.getStore()));
    crypto.randomBytes(1, () => console.log(storage.getStore()));
  });
})();
