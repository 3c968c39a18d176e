/** The job objects of lib: CryptoJob<T> in src/crypto/crypto_util.h. */
import { AsyncWrap } from '../thread/handle.ts';
import { errorOf, type Failure } from '../files/uv-error.ts';
import { withoutFrames } from '../pool/without-frames.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { Thread } from '../thread/thread.ts';
import { arrayBufferOf, bytesOf, timingSafeEqual, type BytesLike } from './bytes.ts';
import { findDigest, type Digest } from './digests.ts';
import { coded, invalidDigest, openSslFields } from './errors.ts';
import type { AesMode } from './aes-modes.ts';
import { cryptoJobs, type AesOptions, type CryptoJobName } from './jobs.ts';
import { checkPrimeOptions, numberOf, type PrimeOptions } from './primes.ts';
import { keyBytes, type keyClasses, type SecretKeySource } from './keys.ts';

/** kCryptoJobAsync, kCryptoJobSync, kCryptoJobWebCrypto. */
const ASYNC = 0;
const SYNC = 1;

const SIGN = 0;
const ENCRYPT = 0;

interface Work {
  job: CryptoJobName;
  args: unknown[];
  /** What lib gets of the job's bytes; without it an ArrayBuffer of them. */
  result?: (bytes: Uint8Array) => unknown;
  /** Why OpenSSL refuses the work, once it runs. */
  refused?: () => Error;
}

/** What WebCrypto's promises are rejected with. */
function operationError({ perContext }: Thread, cause: unknown): Error {
  const message = 'The operation failed for an operation-specific reason';
  return new perContext.DOMException(message, { name: 'OperationError', cause });
}

/** An error of the pool, with what OpenSSL's have. */
function jobError(failure: Failure): Error {
  const error = withoutFrames(errorOf(failure)) as Error;
  return Object.assign(error, openSslFields(error.message));
}

/** Modes of kKeyVariantAES_*: three numbers each, by the key's length. */
const AES_VARIANTS = ['ctr', 'cbc', 'gcm', 'kw', 'ocb'];

function digestFor(name: string): Digest {
  const digest = findDigest(name);
  if (!digest) throw invalidDigest(name);
  return digest;
}

/** Why OpenSSL derives no key, if it does not: not from SHAKE, and none without a length. */
function pbkdf2Refusal(digest: Digest, length: number): (() => Error) | undefined {
  const message = 'PBKDF2 derivation failed';
  if (digest.extendable) {
    const reason = 'xof digests not allowed';
    const opensslErrorStack = [`error:1C8000B7:Provider routines::${reason}`];
    const fields = { opensslErrorStack, library: 'Provider routines', reason };
    return () => coded(Error, 'ERR_OSSL_XOF_DIGESTS_NOT_ALLOWED', message, fields);
  }
  return length === 0 ? () => new Error(message) : undefined;
}

/** EVP_PBE_scrypt's conditions. */
function checkScrypt(N: number, r: number, p: number, maxmem: number): void {
  const code = 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS';
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  if (!isPowerOfTwo || (16 * r <= 31 && N >= 2 ** (16 * r))) {
    throw coded(RangeError, code, 'Invalid scrypt params');
  }
  const memory = p * 128 * r + 32 * r * (N + 2) * 4;
  if (p > (2 ** 30 - 1) / r || memory > maxmem) {
    const reason = 'error:030000AC:digital envelope routines::memory limit exceeded';
    throw coded(RangeError, code, `Invalid scrypt params: ${reason}`);
  }
}

export function jobClasses(thread: Thread, keys: ReturnType<typeof keyClasses>) {
  abstract class CryptoJob extends AsyncWrap {
    #mode: number;
    #work: Work;
    declare ondone: (error: unknown, result: unknown) => void;

    constructor(mode: number, work: Work) {
      super();
      this.#mode = mode;
      this.#work = work;
    }

    /** [error, result] at once; or nothing, and `ondone(error, result)` later; or a promise. */
    run(): unknown {
      if (this.#mode === SYNC) return this.#runSync();
      if (this.#mode === ASYNC) {
        this.#submit((error, result) => this.ondone(error, result));
        return undefined;
      }
      return new Promise((resolve, reject) => {
        this.#submit((cause, result) => {
          if (cause) reject(operationError(thread, cause));
          else resolve(result);
        });
      });
    }

    #runSync(): [error: unknown, result: unknown] {
      const { job, args, refused } = this.#work;
      if (refused) return [refused(), undefined];
      try {
        const bytes = (cryptoJobs[job] as (...args: unknown[]) => Uint8Array)(...args);
        return [undefined, this.#resultOf(bytes)];
      } catch (error) {
        return [error, undefined];
      }
    }

    #submit(done: (error: unknown, result: unknown) => void): void {
      const { job, args, refused } = this.#work;
      if (refused) {
        thread.loop.request(() => done(withoutFrames(refused()), undefined), this)();
        return;
      }
      const copies = args.map((arg) => (arg instanceof Uint8Array ? new Uint8Array(arg) : arg));
      const transfer = copies.flatMap((arg) => (arg instanceof Uint8Array ? [arg.buffer] : []));
      thread.submitWork(
        job,
        copies,
        (error, bytes: Uint8Array) => {
          if (error) done(jobError(error as Failure), undefined);
          else done(undefined, this.#resultOf(bytes));
        },
        { wrap: this, transfer: transfer as Transferable[] },
      );
    }

    #resultOf(bytes: Uint8Array): unknown {
      const { result = arrayBufferOf } = this.#work;
      return result(bytes);
    }
  }

  class RandomBytesJob extends CryptoJob {
    constructor(mode: number, target: BytesLike, offset: number, size: number) {
      const into = bytesOf(target).subarray(offset, offset + size);
      super(mode, { job: 'randomBytes', args: [size], result: (bytes) => void into.set(bytes) });
    }

    override get provider(): string {
      return 'RANDOMBYTESREQUEST';
    }
  }

  class RandomPrimeJob extends CryptoJob {
    constructor(mode: number, bits: number, safe: boolean, add?: BytesLike, rem?: BytesLike) {
      const options: PrimeOptions = { safe };
      if (add) options.add = numberOf(bytesOf(add));
      if (rem) options.rem = numberOf(bytesOf(rem));
      checkPrimeOptions(bits, options);
      super(mode, { job: 'randomPrime', args: [bits, options] });
    }

    override get provider(): string {
      return 'RANDOMPRIMEREQUEST';
    }
  }

  class CheckPrimeJob extends CryptoJob {
    constructor(mode: number, candidate: BytesLike, checks: number) {
      const args = [new Uint8Array(bytesOf(candidate)), checks];
      super(mode, { job: 'checkPrime', args, result: ([isPrime]) => isPrime === 1 });
    }

    override get provider(): string {
      return 'CHECKPRIMEREQUEST';
    }
  }

  class PBKDF2Job extends CryptoJob {
    constructor(
      mode: number,
      password: SecretKeySource,
      salt: BytesLike,
      iterations: number,
      length: number,
      name: string,
    ) {
      const refused = pbkdf2Refusal(digestFor(name), length);
      const args = [name, keyBytes(password), bytesOf(salt), iterations, length];
      super(mode, { job: 'pbkdf2', args, refused });
    }

    override get provider(): string {
      return 'PBKDF2REQUEST';
    }
  }

  class ScryptJob extends CryptoJob {
    constructor(
      mode: number,
      password: SecretKeySource,
      salt: BytesLike,
      N: number,
      r: number,
      p: number,
      maxmem: number,
      length: number,
    ) {
      checkScrypt(N, r, p, maxmem);
      super(mode, { job: 'scrypt', args: [keyBytes(password), bytesOf(salt), N, r, p, length] });
    }

    override get provider(): string {
      return 'SCRYPTREQUEST';
    }
  }

  class HKDFJob extends CryptoJob {
    constructor(
      mode: number,
      name: string,
      key: SecretKeySource,
      salt: BytesLike,
      info: BytesLike,
      length: number,
    ) {
      const digest = digestFor(name);
      if (length > 255 * digest.length) {
        throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
      }
      const fails = digest.extendable || length === 0;
      const refused = fails ? () => new Error('HKDF derivation failed') : undefined;
      const args = [name, keyBytes(key), bytesOf(salt), bytesOf(info), length];
      super(mode, { job: 'hkdf', args, refused });
    }

    override get provider(): string {
      return 'DERIVEBITSREQUEST';
    }
  }

  /** WebCrypto's digest(); `bits`: the length of SHAKE's output. */
  class HashJob extends CryptoJob {
    constructor(mode: number, name: string, data: BytesLike, bits?: number) {
      digestFor(name);
      const length = bits === undefined ? undefined : bits / 8;
      super(mode, { job: 'digest', args: [name, bytesOf(data), length] });
    }

    override get provider(): string {
      return 'HASHREQUEST';
    }
  }

  /** WebCrypto's sign() and verify() with HMAC. */
  class HmacJob extends CryptoJob {
    constructor(
      mode: number,
      what: number,
      name: string,
      key: SecretKeySource,
      data: BytesLike,
      signature?: BytesLike,
    ) {
      digestFor(name);
      const args = [name, keyBytes(key), bytesOf(data)];
      const verify = (mac: Uint8Array) => timingSafeEqual(mac, bytesOf(signature!));
      super(mode, { job: 'hmac', args, result: what === SIGN ? undefined : verify });
    }

    override get provider(): string {
      return 'SIGNREQUEST';
    }
  }

  /** WebCrypto's encrypt() and decrypt(); what follows `variant` depends on the mode. */
  class AESCipherJob extends CryptoJob {
    constructor(
      mode: number,
      direction: number,
      key: SecretKeySource,
      data: BytesLike,
      variant: number,
      iv?: BytesLike,
      size?: number,
      authenticated?: BytesLike,
    ) {
      const name = AES_VARIANTS[Math.floor(variant / 3)]!;
      if (name === 'ocb') notImplemented('AES-OCB of WebCrypto');
      const encrypt = direction === ENCRYPT;
      const common = [encrypt, keyBytes(key), bytesOf(data)] as const;
      if (name === 'kw') {
        super(mode, { job: 'aesKeyWrap', args: [...common] });
        return;
      }
      const options: AesOptions = {
        ...(name === 'ctr' && { counterBits: size }),
        ...(name === 'gcm' && { tag: size }),
        ...(authenticated && { authenticated: new Uint8Array(bytesOf(authenticated)) }),
      };
      const args = [name as AesMode, ...common, new Uint8Array(bytesOf(iv!)), options];
      super(mode, { job: 'aesCipher', args });
    }

    override get provider(): string {
      return 'CIPHERREQUEST';
    }
  }

  class SecretKeyGenJob extends CryptoJob {
    /** `forWebCrypto`: algorithm, mask of usages, extractable. */
    constructor(mode: number, bits: number, ...forWebCrypto: [object?, number?, boolean?]) {
      super(mode, {
        job: 'randomBytes',
        args: [Math.ceil(bits / 8)],
        result: (bytes) => {
          const handle = keys.createHandle(bytes);
          if (forWebCrypto.length === 0) return handle;
          const [algorithm, usages, extractable] = forWebCrypto;
          return keys.createCryptoKey(handle, algorithm, usages, extractable);
        },
      });
    }

    override get provider(): string {
      return 'KEYGENREQUEST';
    }
  }

  return {
    AESCipherJob,
    RandomBytesJob,
    RandomPrimeJob,
    CheckPrimeJob,
    PBKDF2Job,
    ScryptJob,
    HKDFJob,
    HashJob,
    HmacJob,
    SecretKeyGenJob,
  };
}
