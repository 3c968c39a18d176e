/** CipherBase and getCipherInfo() (src/crypto/crypto_cipher.cc), for AES. */
import type { Thread } from '../thread/thread.ts';
import { aes, BLOCK, type AesMode, type AuthenticatedMode, type Mode } from './aes-modes.ts';
import { bytesOf, encodeBytes, timingSafeEqual, type BytesLike } from './bytes.ts';
import { coded } from './errors.ts';
import { keyBytes, type SecretKeySource } from './keys.ts';

interface CipherInfo {
  name: string;
  mode: AesMode;
  nid: number;
  keyLength: number;
}

/** OpenSSL's numbers of them, by the key's length in bytes. */
const NIDS: Record<number, Record<AesMode, number>> = {
  16: { ecb: 418, cbc: 419, ctr: 904, gcm: 895 },
  24: { ecb: 422, cbc: 423, ctr: 905, gcm: 898 },
  32: { ecb: 426, cbc: 427, ctr: 906, gcm: 901 },
};

const byName = new Map<string, CipherInfo>();
const names: string[] = [];

for (const [length, modes] of Object.entries(NIDS)) {
  const keyLength = Number(length);
  const bits = keyLength * 8;
  for (const [mode, nid] of Object.entries(modes) as [AesMode, number][]) {
    const other = mode === 'gcm' ? `id-aes${bits}-gcm` : mode === 'cbc' ? `aes${bits}` : undefined;
    const name = mode === 'gcm' ? other! : `aes-${bits}-${mode}`;
    const all = [`aes-${bits}-${mode}`, ...(other ? [other] : [])];
    for (const alias of all) byName.set(alias, { name, mode, nid, keyLength });
    names.push(...all);
  }
}

export const cipherNames = (): string[] => names.toSorted();

const IV_LENGTHS: Record<AesMode, number> = { ecb: 0, cbc: BLOCK, ctr: BLOCK, gcm: 12 };
const GCM_TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];
const DEFAULT_TAG_LENGTH = 16;

/** Its arguments are lengths to try; nothing if the cipher does not take them. */
export function cipherInfo(nameOrNid: string | number, keyLength?: number, ivLength?: number) {
  const info =
    typeof nameOrNid === 'string'
      ? byName.get(nameOrNid.toLowerCase())
      : [...byName.values()].find(({ nid }) => nid === nameOrNid);
  if (!info || (keyLength !== undefined && keyLength !== info.keyLength)) return undefined;
  let iv: number | undefined = IV_LENGTHS[info.mode] || undefined;
  if (ivLength !== undefined) {
    if (info.mode === 'gcm') iv = ivLength || undefined;
    else if (ivLength !== (iv ?? 0)) return undefined;
  }
  return {
    __proto__: null,
    mode: info.mode,
    name: info.name,
    nid: info.nid,
    keyLength: info.keyLength,
    blockSize: info.mode === 'ecb' || info.mode === 'cbc' ? BLOCK : 1,
    ivLength: iv,
  };
}

function invalidTagLength(length: number): Error {
  const message = `Invalid authentication tag length: ${length}`;
  return coded(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', message);
}

export function cipherClass(thread: Thread) {
  return class CipherBase {
    readonly #mode: Mode;
    readonly #authenticated: AuthenticatedMode | undefined;
    readonly #encrypt: boolean;
    /** As it was asked for; −1: not. */
    readonly #tagLength: number;
    #tag: Uint8Array | undefined;
    #begun = false;
    #ended = false;

    constructor(
      encrypt: boolean,
      name: string,
      keySource: SecretKeySource,
      ivSource: BytesLike | null,
      tagLength: number,
    ) {
      const info = byName.get(name.toLowerCase());
      if (!info) throw coded(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
      const key = new Uint8Array(keyBytes(keySource));
      if (key.length !== info.keyLength) {
        throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
      }
      const iv = ivSource === null ? new Uint8Array(0) : new Uint8Array(bytesOf(ivSource));
      const fits = info.mode === 'gcm' ? iv.length > 0 : iv.length === IV_LENGTHS[info.mode];
      if (!fits) throw coded(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
      if (info.mode === 'gcm' && tagLength >= 0 && !GCM_TAG_LENGTHS.includes(tagLength)) {
        throw invalidTagLength(tagLength);
      }
      this.#mode = aes[info.mode](key, iv, encrypt);
      if (info.mode === 'gcm') this.#authenticated = this.#mode as AuthenticatedMode;
      this.#encrypt = encrypt;
      this.#tagLength = tagLength;
    }

    update(data: string | ArrayBufferView, encoding?: string): unknown {
      if (this.#ended) throw new Error('Trying to add data in unsupported state');
      const bytes =
        typeof data === 'string'
          ? thread.require('buffer').Buffer.from(data, encoding)
          : bytesOf(data);
      if (bytes.length > 0) this.#begun = true;
      return encodeBytes(thread, this.#mode.update(bytes), undefined);
    }

    final(): unknown {
      if (this.#ended) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Invalid state');
      this.#ended = true;
      const rest = this.#mode.final();
      if (this.#authenticated) this.#finishTag(this.#authenticated.tag());
      return encodeBytes(thread, rest, undefined);
    }

    #finishTag(tag: Uint8Array): void {
      if (this.#encrypt) {
        this.#tag = tag.slice(0, this.#tagLength < 0 ? DEFAULT_TAG_LENGTH : this.#tagLength);
      } else if (!this.#tag || !timingSafeEqual(tag.slice(0, this.#tag.length), this.#tag)) {
        throw new Error('Unsupported state or unable to authenticate data');
      }
    }

    setAutoPadding(padded: boolean): boolean {
      if (this.#ended) return false;
      this.#mode.padded = padded;
      return true;
    }

    getAuthTag(): unknown {
      if (!this.#ended || !this.#encrypt || !this.#tag) return undefined;
      return encodeBytes(thread, this.#tag.slice(), undefined);
    }

    setAuthTag(source: BytesLike): boolean {
      if (!this.#authenticated || this.#ended || this.#encrypt || this.#tag) return false;
      const tag = new Uint8Array(bytesOf(source));
      const length = this.#tagLength < 0 ? DEFAULT_TAG_LENGTH : this.#tagLength;
      if (tag.length !== length) throw invalidTagLength(tag.length);
      this.#tag = tag;
      return true;
    }

    setAAD(data: BytesLike): boolean {
      if (!this.#authenticated || this.#ended || this.#begun) return false;
      this.#authenticated.addAuthenticated(bytesOf(data));
      return true;
    }
  };
}
