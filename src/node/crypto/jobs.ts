/** What takes long in crypto, as plain functions: a thread or a pool worker runs them. */
import { aeskw } from '@noble/ciphers/aes.js';
import { hkdf as deriveHkdf } from '@noble/hashes/hkdf.js';
import { hmac as computeHmac } from '@noble/hashes/hmac.js';
import { pbkdf2 as derivePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { aes, BLOCK, type AesMode, type AuthenticatedMode } from './aes-modes.ts';
import { timingSafeEqual } from './bytes.ts';
import { findDigest, finish, type Digest, type DigestState } from './digests.ts';
import { generatePrime, isPrime, numberOf, type PrimeOptions } from './primes.ts';
import { scrypt } from './wasm/scrypt.ts';
import { pbkdf2 as derivePbkdf2InCode } from './wasm/sha.ts';

// Node's lib puts its own `crypto` in the global's place later.
const browserCrypto = globalThis.crypto;
/** What one call of getRandomValues() may ask for, in bytes. */
const QUOTA = 65_536;

/** What WebCrypto hears of a cipher that did not work. */
const FAILED = 'Cipher job failed';

export interface AesOptions {
  tag?: number;
  counterBits?: number;
  authenticated?: Uint8Array;
}

function digestOf(name: string): Digest {
  const digest = findDigest(name);
  if (!digest) throw new Error(`Unknown digest: ${name}`);
  return digest;
}

function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += QUOTA) {
    browserCrypto.getRandomValues(bytes.subarray(at, at + QUOTA));
  }
  return bytes;
}

function digest(name: string, data: Uint8Array, length?: number): Uint8Array {
  const digest = digestOf(name);
  const state = digest.algorithm.create() as unknown as DigestState;
  state.update(data);
  return finish(digest, state, length ?? digest.length);
}

function hmac(name: string, key: Uint8Array, data: Uint8Array): Uint8Array {
  return computeHmac(digestOf(name).algorithm, key, data);
}

function pbkdf2(
  name: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  const { algorithm } = digestOf(name);
  return (
    derivePbkdf2InCode(algorithm, password, salt, iterations, length) ??
    derivePbkdf2(algorithm, password, salt, { c: iterations, dkLen: length })
  );
}

function hkdf(
  name: string,
  key: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return deriveHkdf(digestOf(name).algorithm, key, salt, info, length);
}

/** `tag`: its length in bytes, with GCM; `counterBits`: with CTR. */
function aesCipher(
  mode: AesMode,
  encrypt: boolean,
  key: Uint8Array,
  data: Uint8Array,
  iv: Uint8Array,
  { tag = 0, counterBits, authenticated }: AesOptions,
): Uint8Array {
  if (mode === 'ctr' && data.length > 2 ** counterBits! * BLOCK) throw new Error(FAILED);
  const cipher = aes[mode](key, iv, encrypt, counterBits);
  if (mode !== 'gcm') return concatBytes(cipher.update(data), cipher.final());
  const gcm = cipher as AuthenticatedMode;
  if (authenticated) gcm.addAuthenticated(authenticated);
  if (encrypt) return concatBytes(gcm.update(data), gcm.tag().subarray(0, tag));
  if (data.length < tag) throw new Error(FAILED);
  const text = gcm.update(data.subarray(0, data.length - tag));
  const expected = data.slice(data.length - tag);
  if (!timingSafeEqual(gcm.tag().slice(0, tag), expected)) throw new Error(FAILED);
  return text;
}

/** AES-KW (RFC 3394). */
function aesKeyWrap(encrypt: boolean, key: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    return encrypt ? aeskw(key).encrypt(data) : aeskw(key).decrypt(data);
  } catch {
    throw new Error('error:1C800066:Provider routines::cipher operation failed');
  }
}

/** One byte: whether big-endian `bytes` are a prime. */
function checkPrime(bytes: Uint8Array, checks: number): Uint8Array {
  return Uint8Array.of(isPrime(numberOf(bytes), randomBytes, checks || undefined) ? 1 : 0);
}

function randomPrime(bits: number, options: PrimeOptions): Uint8Array {
  return generatePrime(bits, options, randomBytes);
}

export const cryptoJobs = {
  checkPrime,
  randomPrime,
  aesCipher,
  aesKeyWrap,
  digest,
  hkdf,
  hmac,
  pbkdf2,
  randomBytes,
  scrypt,
};

export type CryptoJobName = keyof typeof cryptoJobs;
