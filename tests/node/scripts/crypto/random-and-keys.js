// Random values by their shape; secret keys.
const crypto = require('node:crypto');
const { inspect, promisify } = require('node:util');

const nonzero = (bytes) => bytes.some((byte) => byte !== 0);
console.log(crypto.randomBytes(16).length, nonzero(crypto.randomBytes(64)), crypto.randomBytes(0));
const target = new Uint32Array(8);
console.log(
  crypto.randomFillSync(target, 4) === target,
  target.subarray(0, 4),
  nonzero(target.subarray(4)),
);
const integers = Array.from({ length: 200 }, () => crypto.randomInt(3, 6));
console.log([...new Set(integers)].sort());
console.log(
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
);
console.log(
  crypto.randomUUID({ disableEntropyCache: true }).length,
  crypto.randomUUID() !== crypto.randomUUID(),
);
console.log(
  crypto.getRandomValues(new Uint8Array(4)).length,
  crypto.webcrypto.getRandomValues(new BigUint64Array(1)).length,
);

const key = crypto.createSecretKey(Buffer.from('abc'));
console.log(
  inspect(key),
  key.type,
  key.symmetricKeySize,
  key.export(),
  key.export({ format: 'jwk' }),
);
console.log(
  key.equals(crypto.createSecretKey('abc', 'utf8')),
  key.equals(crypto.createSecretKey('abd', 'utf8')),
);
console.log(
  crypto.generateKeySync('hmac', { length: 64 }).symmetricKeySize,
  key instanceof crypto.KeyObject,
);

(async () => {
  const bytes = await promisify(crypto.randomBytes)(70_000);
  console.log(bytes.length, nonzero(bytes.subarray(-64)));
  const filled = await promisify(crypto.randomFill)(new Uint8Array(100), 90);
  console.log(nonzero(filled.subarray(0, 90)), nonzero(filled.subarray(90)));
  const value = await promisify(crypto.randomInt)(5);
  console.log(value >= 0 && value < 5);
  const generated = await promisify(crypto.generateKey)('aes', { length: 256 });
  console.log(generated.symmetricKeySize);
})();
