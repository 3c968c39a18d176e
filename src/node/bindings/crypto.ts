/**
 * internalBinding('crypto') (src/crypto/): digests, HMAC, key derivation, random bytes and secret
 * keys. Loading node:crypto never fails; what is absent says so when it is used.
 */
import { bytesOf, timingSafeEqual, type BytesLike } from '../crypto/bytes.ts';
import { cipherClass, cipherInfo, cipherNames } from '../crypto/ciphers.ts';
import { digestIds, digestNames } from '../crypto/digests.ts';
import { coded } from '../crypto/errors.ts';
import { hashing } from '../crypto/hash.ts';
import { jobClasses } from '../crypto/job-classes.ts';
import { keyClasses } from '../crypto/keys.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

function requireBytes(value: unknown, name: string): Uint8Array {
  const isBuffer = value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
  if (ArrayBuffer.isView(value) || isBuffer) return bytesOf(value as BytesLike);
  const kinds = 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView';
  throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${kinds}.`);
}

export const crypto: BindingFactory = (thread) => {
  const skeleton = thread.skeleton('crypto');
  const keys = keyClasses(thread, skeleton);

  return {
    ...skeleton,
    ...hashing(thread),
    ...keys.binding,
    ...jobClasses(thread, keys),

    getHashes: digestNames,
    getCachedAliases: digestIds,
    getMacs: () => [],
    getCachedMacAliases: () => ({}),
    CipherBase: cipherClass(thread),
    getCiphers: cipherNames,
    getCipherInfo: cipherInfo,
    getSSLCiphers: () => [],
    getCurves: () => [],
    getPqcKeyTypes: () => [],

    SecureContext: class {
      constructor() {
        notImplemented('TLS (node:tls, node:https)');
      }
    },
    // node:tls loads, as no certificate is needed before it connects.
    startLoadingCertificatesOffThread: () => {},
    getCertificateCompressionAlgorithms: () => [],

    getFipsCrypto: () => 0,
    getFipsCryptoGeneration: () => 0n,
    testFipsCrypto: () => false,
    getOpenSSLSecLevelCrypto: () => 1,
    secureHeapUsed: () => undefined,
    /** Memory that is kept from being swapped out; there is no such thing here. */
    secureBuffer: (length: number) => new Uint8Array(length),

    timingSafeEqual(a: unknown, b: unknown): boolean {
      const first = requireBytes(a, 'buf1');
      const second = requireBytes(b, 'buf2');
      if (first.length === second.length) return timingSafeEqual(first, second);
      const message = 'Input buffers must have the same byte length';
      throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', message);
    },
  };
};
