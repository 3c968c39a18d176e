/** What takes long in crypto, as plain functions: a thread or a pool worker runs them. */
import { hkdf as deriveHkdf } from '@noble/hashes/hkdf.js';
import { hmac as computeHmac } from '@noble/hashes/hmac.js';
import { pbkdf2 as derivePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { findDigest, finish, type Digest, type DigestState } from './digests.ts';
import { scrypt } from './wasm/scrypt.ts';
import { pbkdf2 as derivePbkdf2InCode } from './wasm/sha.ts';

// Node's lib puts its own `crypto` in the global's place later.
const browserCrypto = globalThis.crypto;
/** What one call of getRandomValues() may ask for, in bytes. */
const QUOTA = 65_536;

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

export const cryptoJobs = { digest, hkdf, hmac, pbkdf2, randomBytes, scrypt };

export type CryptoJobName = keyof typeof cryptoJobs;
