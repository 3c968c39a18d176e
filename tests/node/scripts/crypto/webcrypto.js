// crypto.subtle: digests, HMAC, key derivation, AES, keys in and out, and what it refuses.
const { subtle } = crypto;
const { KeyObject, createSecretKey, webcrypto } = require('crypto');

const hex = (data) => Buffer.from(data).toString('hex');
const data = Buffer.from('the data, 데이터');
const bytes = (length) => Uint8Array.from({ length }, (_, i) => i * 5);
const refused = (label, promise) =>
  promise.then(
    (value) => console.log(label, 'was not refused', value),
    ({ name, code, message, cause }) =>
      console.log(label, name, code, message, cause && { ...cause }, String(cause)),
  );

async function digests() {
  for (const name of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    console.log(
      name,
      hex(await subtle.digest(name, data)),
      hex(await subtle.digest({ name }, bytes(200).buffer)),
    );
  }
  await refused('MD5', subtle.digest('MD5', data));
  await refused('a string', subtle.digest('SHA-256', 'text'));
}

async function hmac() {
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']) {
    const key = await subtle.importKey('raw', bytes(40), { name: 'HMAC', hash }, true, [
      'sign',
      'verify',
    ]);
    const mac = await subtle.sign('HMAC', key, data);
    console.log(hash, hex(mac), await subtle.verify('HMAC', key, mac, data));
    console.log(await subtle.verify('HMAC', key, mac.slice(1), data), key.algorithm, key.usages);
    console.log(await subtle.exportKey('jwk', key), hex(await subtle.exportKey('raw', key)));
  }
  const generated = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  console.log(generated);
  await refused('not extractable', subtle.exportKey('raw', generated));
  await refused('wrong usage', subtle.verify('HMAC', generated, bytes(32), data));
}

async function derivation() {
  for (const name of ['PBKDF2', 'HKDF']) {
    const key = await subtle.importKey('raw', bytes(10), name, false, ['deriveBits', 'deriveKey']);
    for (const hash of ['SHA-1', 'SHA-256', 'SHA-512']) {
      const algorithm = { name, hash, salt: bytes(8), iterations: 100, info: bytes(3) };
      console.log(name, hash, hex(await subtle.deriveBits(algorithm, key, 256)));
      const aes = await subtle.deriveKey(algorithm, key, { name: 'AES-GCM', length: 128 }, true, [
        'encrypt',
      ]);
      console.log(aes.algorithm, hex(await subtle.exportKey('raw', aes)));
    }
    await refused(
      'not whole bytes',
      subtle.deriveBits(
        { name, hash: 'SHA-1', salt: bytes(1), iterations: 1, info: bytes(0) },
        key,
        9,
      ),
    );
    await refused('extractable', subtle.importKey('raw', bytes(1), name, true, ['deriveBits']));
  }
}

async function aes() {
  for (const length of [16, 24, 32]) {
    for (const [name, parameters] of [
      ['AES-CBC', { iv: bytes(16) }],
      ['AES-CTR', { counter: bytes(16).fill(255), length: 8 }],
      ['AES-CTR', { counter: bytes(16).fill(255), length: 128 }],
      ['AES-GCM', { iv: bytes(12) }],
      ['AES-GCM', { iv: bytes(20), additionalData: bytes(7), tagLength: 96 }],
    ]) {
      const key = await subtle.importKey('raw', bytes(length), name, true, ['encrypt', 'decrypt']);
      for (const size of [0, 15, 16, 100]) {
        const encrypted = await subtle.encrypt({ name, ...parameters }, key, bytes(size));
        const back = await subtle.decrypt({ name, ...parameters }, key, encrypted);
        console.log(name, length, size, hex(encrypted), hex(back) === hex(bytes(size)));
      }
      console.log(await subtle.exportKey('jwk', key));
    }
    const wrapping = await subtle.importKey('raw', bytes(length), 'AES-KW', true, [
      'wrapKey',
      'unwrapKey',
    ]);
    const wrapped = await subtle.importKey('raw', bytes(16), 'AES-CBC', true, ['encrypt']);
    const packed = await subtle.wrapKey('raw', wrapped, wrapping, 'AES-KW');
    const unpacked = await subtle.unwrapKey('raw', packed, wrapping, 'AES-KW', 'AES-CBC', true, [
      'encrypt',
    ]);
    console.log('AES-KW', hex(packed), hex(await subtle.exportKey('raw', unpacked)));
  }
  const key = await subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['encrypt', 'decrypt']);
  const encrypted = new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv: bytes(12) }, key, data),
  );
  encrypted[0] ^= 1;
  await refused('tampered', subtle.decrypt({ name: 'AES-GCM', iv: bytes(12) }, key, encrypted));
  await refused('too short', subtle.decrypt({ name: 'AES-GCM', iv: bytes(12) }, key, bytes(3)));
  const cbc = await subtle.importKey('raw', bytes(16), 'AES-CBC', true, ['decrypt']);
  await refused('half a block', subtle.decrypt({ name: 'AES-CBC', iv: bytes(16) }, cbc, bytes(3)));
  await refused('bad iv', subtle.decrypt({ name: 'AES-CBC', iv: bytes(3) }, cbc, bytes(16)));
  await refused('key length', subtle.importKey('raw', bytes(5), 'AES-CBC', true, ['decrypt']));
  await refused('unknown', subtle.encrypt('AES-XYZ', key, data));
  const generated = await subtle.generateKey({ name: 'AES-CTR', length: 192 }, true, ['encrypt']);
  console.log(generated, (await subtle.exportKey('raw', generated)).byteLength);
}

async function keys() {
  const key = await subtle.importKey(
    'jwk',
    { kty: 'oct', k: 'AAECAw', alg: 'HS256', ext: true },
    { name: 'HMAC', hash: 'SHA-256' },
    true,
    ['sign'],
  );
  console.log(key, KeyObject.from(key).export());
  const fromObject = createSecretKey(bytes(16)).toCryptoKey('AES-GCM', true, ['encrypt']);
  console.log(fromObject instanceof CryptoKey, hex(await subtle.exportKey('raw', fromObject)));
  await refused('no usages', subtle.importKey('raw', bytes(16), 'AES-GCM', true, []));
  await refused('format', subtle.importKey('spki', bytes(16), 'AES-GCM', true, ['encrypt']));
  console.log(webcrypto === crypto, crypto.getRandomValues(new Uint8Array(4)).length);
  for (const target of [new Float64Array(1), new Uint8Array(70_000)]) {
    try {
      crypto.getRandomValues(target);
    } catch ({ name, code, message }) {
      console.log(name, code, message);
    }
  }
  console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(crypto.randomUUID()));
}

(async () => {
  for (const part of [digests, hmac, derivation, aes, keys]) await part();
})();
