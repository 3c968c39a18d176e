// What is refused, and how.
const crypto = require('node:crypto');

function attempt(name, run) {
  try {
    console.log(name, '=>', run());
  } catch (error) {
    console.log(name, '!!', error.name, error.constructor.name, JSON.stringify(error.message));
    for (const [key, value] of Object.entries(error)) console.log('   ', key, '=', value);
  }
}

attempt('hash', () => crypto.createHash('nope'));
attempt('hash()', () => crypto.hash('nope', 'x'));
attempt('hash type', () => crypto.createHash(1));
attempt('hmac', () => crypto.createHmac('nope', 'x'));
attempt('hmac key', () => crypto.createHmac('md5', null));
attempt('length', () => crypto.createHash('sha256', { outputLength: 5 }));
attempt('length()', () => crypto.hash('sha256', 'x', { outputLength: 5 }));
attempt('update', () => crypto.createHash('md5').update(1));
attempt('twice', () => {
  const hash = crypto.createHash('md5');
  hash.digest();
  return hash.digest();
});
attempt('update after digest', () => {
  const hash = crypto.createHash('md5');
  hash.digest();
  hash.update('x');
});
attempt('hmac twice', () => {
  const hmac = crypto.createHmac('md5', 'k');
  hmac.digest();
  return hmac.digest('hex');
});
attempt('pbkdf2', () => crypto.pbkdf2Sync('a', 'b', 1, 1, 'nope'));
attempt('pbkdf2 iterations', () => crypto.pbkdf2Sync('a', 'b', 0, 1, 'md5'));
attempt('pbkdf2 length', () => crypto.pbkdf2Sync('a', 'b', 1, 0, 'md5'));
attempt('pbkdf2 shake', () => crypto.pbkdf2Sync('a', 'b', 1, 5, 'shake128'));
attempt('pbkdf2 async', () => crypto.pbkdf2('a', 'b', 1, 1, 'nope', () => {}));
attempt('scrypt N', () => crypto.scryptSync('a', 'b', 1, { N: 3 }));
attempt('scrypt memory', () => crypto.scryptSync('a', 'b', 1, { N: 2 ** 20 }));
attempt('scrypt p', () => crypto.scryptSync('a', 'b', 1, { p: 2 ** 30, N: 2 }));
attempt('hkdf', () => crypto.hkdfSync('nope', 'a', 'b', 'c', 1));
attempt('hkdf long', () => crypto.hkdfSync('sha1', 'a', 'b', 'c', 20 * 255 + 1));
attempt('hkdf short', () => crypto.hkdfSync('sha1', 'a', 'b', 'c', 0));
attempt('equal', () => crypto.timingSafeEqual(Buffer.from('a'), new Uint8Array([97])));
attempt('unequal', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('b')));
attempt('lengths', () => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')));
attempt('types', () => crypto.timingSafeEqual('a', Buffer.from('a')));
attempt('types 2', () => crypto.timingSafeEqual(Buffer.from('a'), 1));
attempt('random', () => crypto.randomBytes(-1));
attempt('random fill', () => crypto.randomFillSync(Buffer.alloc(4), 5));
crypto.hkdf('sha1', 'a', 'b', 'c', 0, (...args) => console.log('hkdf', args));
crypto.pbkdf2('a', 'b', 1, 0, 'md5', (...args) => console.log('pbkdf2', args));
