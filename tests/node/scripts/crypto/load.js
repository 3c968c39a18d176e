// What is built on crypto loads, and names what is there.
for (const name of ['crypto', 'tls', 'https', 'internal/crypto/webcrypto']) {
  try {
    console.log(name, typeof require(name));
  } catch (error) {
    console.log(name, error.code);
  }
}
const crypto = require('node:crypto');
console.log(Object.keys(crypto).sort().join());
console.log(
  typeof globalThis.crypto.subtle,
  Object.getOwnPropertyNames(crypto.subtle.constructor.prototype).sort().join(),
);
