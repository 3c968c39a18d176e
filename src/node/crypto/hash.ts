/** Hash, Hmac and oneShotDigest (src/crypto/crypto_hash.cc, crypto_hmac.cc). */
import { hmac } from '@noble/hashes/hmac.js';
import { notImplemented } from '../thread/skeleton.ts';
import type { Thread } from '../thread/thread.ts';
import { bytesOf, encodeBytes, type BytesLike } from './bytes.ts';
import { findDigest, finish, type Digest, type DigestState } from './digests.ts';
import { coded, invalidDigest } from './errors.ts';
import { keyBytes, type SecretKeySource } from './keys.ts';

function checkLength(digest: Digest, length: number | undefined): number {
  if (length === undefined || length === digest.length || digest.extendable) {
    return length ?? digest.length;
  }
  const reason = 'not XOF or invalid length';
  const message = `error:030000B2:digital envelope routines::${reason}`;
  throw coded(Error, 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', message, {
    library: 'digital envelope routines',
    reason,
  });
}

export function hashing(thread: Thread) {
  const toBytes = (data: string | BytesLike, encoding?: string): Uint8Array =>
    bytesOf(typeof data === 'string' ? thread.require('buffer').Buffer.from(data, encoding) : data);

  class Hash {
    #digest: Digest;
    #state: DigestState;
    #length: number;
    #output: Uint8Array | undefined;

    /** Of a name; or of another Hash, which is copied. */
    constructor(
      source: string | Hash,
      length: number | undefined,
      _id?: number,
      _cache?: object,
      functionName?: BytesLike,
      customization?: BytesLike,
    ) {
      if (functionName !== undefined || customization !== undefined) {
        notImplemented('cSHAKE (functionName and customization of a hash)');
      }
      if (typeof source === 'string') {
        const digest = findDigest(source);
        if (!digest) throw new Error('Digest method not supported');
        this.#digest = digest;
        this.#state = digest.algorithm.create() as unknown as DigestState;
      } else {
        this.#digest = source.#digest;
        this.#state = source.#state.clone();
      }
      this.#length = checkLength(this.#digest, length);
    }

    update(data: string | BytesLike, encoding?: string): boolean {
      if (this.#output) return false;
      this.#state.update(toBytes(data, encoding));
      return true;
    }

    digest(encoding?: string): unknown {
      this.#output ??= finish(this.#digest, this.#state, this.#length);
      return encodeBytes(thread, this.#output, encoding);
    }
  }

  class Hmac {
    #state: ReturnType<typeof hmac.create> | undefined;

    init(name: string, key: SecretKeySource): void {
      const digest = findDigest(name);
      if (!digest) throw invalidDigest(name);
      if (digest.extendable) throw new Error('error:00000000:lib(0)::reason(0)');
      this.#state = hmac.create(digest.algorithm, keyBytes(key));
    }

    update(data: string | BytesLike, encoding?: string): boolean {
      this.#state!.update(toBytes(data, encoding));
      return true;
    }

    digest(encoding?: string): unknown {
      return encodeBytes(thread, this.#state!.digest(), encoding);
    }
  }

  /** crypto.hash(). */
  function oneShotDigest(
    name: string,
    _id: number,
    _cache: object,
    input: string | BytesLike,
    encoding: string,
    _encodingId: number,
    length: number | undefined,
    functionName?: BytesLike,
  ): unknown {
    const digest = findDigest(name);
    if (!digest) throw new Error(`Digest method ${name} is not supported`);
    if (length !== undefined && length !== digest.length && !digest.extendable) {
      throw new Error(`Output length ${length} is invalid for ${name}, which does not support XOF`);
    }
    const hash = new Hash(name, length, -1, undefined, functionName);
    hash.update(input);
    return hash.digest(encoding);
  }

  return { Hash, Hmac, oneShotDigest };
}
