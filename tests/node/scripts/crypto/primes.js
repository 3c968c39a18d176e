// Primes: checked, and made as asked for.
const crypto = require('crypto');

const numbers = [
  0n,
  1n,
  2n,
  3n,
  4n,
  561n,
  7919n,
  7917n,
  2n ** 61n - 1n,
  2n ** 127n - 1n,
  2n ** 127n - 3n,
];
console.log(numbers.map((n) => crypto.checkPrimeSync(n)));
console.log(
  crypto.checkPrimeSync(Buffer.from([13])),
  crypto.checkPrimeSync(2n ** 521n - 1n, { checks: 5 }),
);
for (const bits of [2, 3, 8, 64, 256]) {
  const prime = crypto.generatePrimeSync(bits, { bigint: true });
  console.log(bits, prime.toString(2).length, crypto.checkPrimeSync(prime));
}
const safe = crypto.generatePrimeSync(64, { safe: true, bigint: true });
console.log(crypto.checkPrimeSync((safe - 1n) / 2n), crypto.generatePrimeSync(33).byteLength);
console.log(crypto.generatePrimeSync(40, { add: 12n, rem: 5n, bigint: true }) % 12n);
console.log(crypto.generatePrimeSync(40, { add: 12n, bigint: true }) % 12n);
for (const attempt of [
  () => crypto.generatePrimeSync(1),
  () => crypto.generatePrimeSync(4, { safe: true }),
  () => crypto.generatePrimeSync(3, { add: 100n }),
  () => crypto.generatePrimeSync(30, { add: 5n, rem: 7n }),
  () => crypto.generatePrimeSync(0),
  () => crypto.checkPrimeSync('x'),
]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
crypto.generatePrime(32, { bigint: true }, (error, prime) => {
  console.log(error, typeof prime);
  crypto.checkPrime(prime, (failure, isPrime) => console.log(failure, isPrime));
});
