/** Primes of any size: BN_check_prime and BN_generate_prime_ex of OpenSSL. */
import { coded, openSslError } from './errors.ts';

const TOO_SMALL = 'error:01800076:bignum routines::bits too small';
let smallPrimes: bigint[] | undefined;
/** Enough that a number that is composite is not taken for a prime, whoever chose it. */
const ROUNDS = 64;

function primesBelow(limit: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; n < limit; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n);
  return primes;
}

export function numberOf(bytes: Uint8Array): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

function bytesOfNumber(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = length - 1; at >= 0; at--, value >>= 8n) bytes[at] = Number(value & 0xffn);
  return bytes;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** Miller and Rabin's test, with random bases; `random` gives that many random bytes. */
export function isPrime(
  candidate: bigint,
  random: (length: number) => Uint8Array,
  rounds = ROUNDS,
): boolean {
  if (candidate < 2n) return false;
  for (const prime of (smallPrimes ??= primesBelow(2000)))
    if (candidate % prime === 0n) return candidate === prime;
  const shifts = BigInt(trailingZeros(candidate - 1n));
  const odd = (candidate - 1n) >> shifts;
  const length = Math.ceil(bitLength(candidate) / 8);
  for (let round = 0; round < rounds; round++) {
    const base = 2n + (numberOf(random(length)) % (candidate - 3n));
    if (!passes(candidate, power(base, odd, candidate), shifts)) return false;
  }
  return true;
}

function passes(candidate: bigint, value: bigint, shifts: bigint): boolean {
  if (value === 1n || value === candidate - 1n) return true;
  for (let i = 1n; i < shifts; i++) {
    value = (value * value) % candidate;
    if (value === candidate - 1n) return true;
  }
  return false;
}

function trailingZeros(value: bigint): number {
  let zeros = 0;
  for (; (value & 1n) === 0n; value >>= 1n) zeros++;
  return zeros;
}

export interface PrimeOptions {
  /** (p - 1) / 2 is to be prime, too. */
  safe: boolean;
  /** p modulo `add` is to be `rem`, if there is one; else 1, or 3 of a safe prime. */
  add?: bigint;
  rem?: bigint;
}

/** Throws what lib throws of options that contradict each other. */
export function checkPrimeOptions(bits: number, { add, rem }: PrimeOptions): void {
  if (add === undefined) return;
  if (bitLength(add) > bits) throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.add');
  if (rem !== undefined && add <= rem) {
    throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'invalid options.rem');
  }
}

/** A random prime of exactly `bits` bits, as big-endian bytes. */
export function generatePrime(
  bits: number,
  { safe, add, rem }: PrimeOptions,
  random: (length: number) => Uint8Array,
): Uint8Array {
  if (bits < 2 || (safe && add === undefined && bits < 6 && bits !== 3)) {
    throw openSslError(TOO_SMALL);
  }
  const length = Math.ceil(bits / 8);
  const top = 1n << BigInt(bits - 1);
  const wanted = rem ?? (safe ? 3n : 1n);
  for (;;) {
    let candidate = (numberOf(random(length)) & (top - 1n)) | top;
    if (add !== undefined) candidate += wanted - (candidate % add);
    else candidate |= 1n | (bits > 2 ? top >> 1n : 0n);
    const fits =
      bitLength(candidate) === bits && (!safe || isPrime((candidate - 1n) / 2n, random, 1));
    if (!fits || !isPrime(candidate, random, 1)) continue;
    if (safe && !isPrime((candidate - 1n) / 2n, random)) continue;
    if (isPrime(candidate, random)) return bytesOfNumber(candidate, length);
  }
}
