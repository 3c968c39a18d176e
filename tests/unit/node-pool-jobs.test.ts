/** Jobs of the thread pool: what they give is what the real Node's OpenSSL gives. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { describe, test } from 'node:test';
import { digestNames, findDigest } from '../../src/node/crypto/digests.ts';
import { cryptoJobs } from '../../src/node/crypto/jobs.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const plain = (data: crypto.BinaryLike) => new Uint8Array(Buffer.from(data as Buffer));

/** Lengths around the blocks of every digest (64, 72, 104, 128, 136, 144, 168 bytes). */
const LENGTHS = [
  0, 1, 63, 64, 65, 71, 72, 111, 112, 127, 128, 129, 135, 136, 143, 144, 168, 5000, 140_000,
];
const message = (length: number) => plain(Buffer.alloc(length, 'In Step · 동기와 비동기'));

describe('digests', () => {
  for (const name of digestNames()) {
    test(name, () => {
      const { extendable, length } = findDigest(name)!;
      const options = extendable ? { outputLength: length } : undefined;
      for (const size of LENGTHS) {
        const expected = crypto.createHash(name, options).update(message(size)).digest('hex');
        assert.equal(hex(cryptoJobs.digest(name, message(size))), expected, `${size} bytes`);
      }
    });
  }

  test('SHAKE gives as much as is asked for', () => {
    for (const name of ['shake128', 'shake256']) {
      for (const outputLength of [1, 31, 168, 500]) {
        const expected = crypto.createHash(name, { outputLength }).update('x').digest('hex');
        assert.equal(hex(cryptoJobs.digest(name, plain('x'), outputLength)), expected);
      }
    }
  });

  test('names are those of OpenSSL, in any case', () => {
    const real = new Set(crypto.getHashes());
    assert.deepEqual(
      digestNames().filter((name) => !real.has(name)),
      [],
    );
    assert.equal(findDigest('Sha256'), findDigest('RSA-SHA256'));
    assert.equal(findDigest('nope'), undefined);
  });
});

describe('keys', () => {
  const digests = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512', 'ripemd160'];

  test('HMAC', () => {
    for (const name of digests) {
      for (const size of LENGTHS) {
        const expected = crypto.createHmac(name, message(size)).update('data').digest('hex');
        assert.equal(hex(cryptoJobs.hmac(name, message(size), plain('data'))), expected, name);
      }
    }
  });

  test('PBKDF2', () => {
    for (const name of digests) {
      for (const [iterations, length] of [
        [1, 1],
        [2, 20],
        [100, 100],
        [3, 64],
      ] as const) {
        const expected = crypto.pbkdf2Sync('pass', 'salt', iterations, length, name);
        const actual = cryptoJobs.pbkdf2(name, plain('pass'), plain('salt'), iterations, length);
        assert.equal(hex(actual), expected.toString('hex'), `${name} ${iterations} ${length}`);
      }
    }
  });

  test('scrypt', () => {
    for (const [N, r, p, length] of [
      [2, 1, 1, 1],
      [16, 8, 2, 64],
      [1024, 4, 3, 33],
      [2, 8, 1, 0],
    ] as const) {
      const expected = crypto.scryptSync('pass', 'salt', length, { N, r, p });
      const actual = cryptoJobs.scrypt(plain('pass'), plain('salt'), N, r, p, length);
      assert.equal(hex(actual), expected.toString('hex'));
    }
  });

  test('HKDF', () => {
    for (const name of ['sha1', 'sha256', 'sha512']) {
      for (const length of [1, 32, 200]) {
        const expected = Buffer.from(crypto.hkdfSync(name, 'key', 'salt', 'info', length));
        const actual = cryptoJobs.hkdf(name, plain('key'), plain('salt'), plain('info'), length);
        assert.equal(hex(actual), expected.toString('hex'));
      }
    }
  });
});

test('random bytes come in any number, and differ', () => {
  const bytes = cryptoJobs.randomBytes(200_000);
  assert.equal(bytes.length, 200_000);
  // Every part was filled: 16 zero bytes in a row do not come by chance.
  for (let at = 0; at < bytes.length; at += 16) {
    assert.ok(bytes.subarray(at, at + 16).some((byte) => byte !== 0));
  }
  assert.notEqual(hex(cryptoJobs.randomBytes(16)), hex(cryptoJobs.randomBytes(16)));
});
