/** The constants of SHA-2: fractions of roots of primes (FIPS 180-4, 4.2 and 5.3). */

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

/** The first 64 bits of the fraction of the `degree`th root of `n`. */
function rootFraction(n: bigint, degree: bigint): bigint {
  const scaled = n << (64n * degree);
  // Newton's step makes the 48 bits that a number gives more than all that are wanted.
  let root = BigInt(Math.round(Number(n) ** (1 / Number(degree)) * 2 ** 48)) << 16n;
  root = ((degree - 1n) * root + scaled / root ** (degree - 1n)) / degree;
  while (root ** degree > scaled) root--;
  while ((root + 1n) ** degree <= scaled) root++;
  return BigInt.asUintN(64, root);
}

/** K of SHA-512, or of SHA-256. */
export function roundConstants(bits: 32 | 64): bigint[] {
  const fractions = primes(bits === 64 ? 80 : 64).map((prime) => rootFraction(prime, 3n));
  return bits === 64 ? fractions : fractions.map((fraction) => fraction >> 32n);
}

/** Initial states as numbers of 64 bits, by their digest: those of 256 bits hold half as much. */
export function initialState(name: 'sha224' | 'sha256' | 'sha384' | 'sha512'): bigint[] {
  const roots = primes(16).map((prime) => rootFraction(prime, 2n));
  const [first, second] = [roots.slice(0, 8), roots.slice(8)];
  switch (name) {
    case 'sha512':
      return first;
    case 'sha384':
      return second;
    case 'sha256':
      return first.map((root) => root >> 32n);
    case 'sha224':
      return second.map((root) => BigInt.asUintN(32, root));
  }
}

export const SHA1_STATE = [0x67452301n, 0xefcdab89n, 0x98badcfen, 0x10325476n, 0xc3d2e1f0n];
