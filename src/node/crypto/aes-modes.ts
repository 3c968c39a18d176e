/** AES in the modes of operation of NIST SP 800-38A and 38D, as streams; the blocks are noble's. */
import { GHASH } from '@noble/ciphers/_polyval.js';
import { unsafe } from '@noble/ciphers/aes.js';
import { openSslError } from './errors.ts';

export const BLOCK = 16;

export interface Mode {
  update(data: Uint8Array): Uint8Array;
  /** What is left; throws OpenSSL's error if it is not what it should be. */
  final(): Uint8Array;
  /** PKCS#7 padding, where blocks are to be whole. */
  padded?: boolean;
}

/** A mode that authenticates. */
export interface AuthenticatedMode extends Mode {
  addAuthenticated(data: Uint8Array): void;
  /** After `final`: 16 bytes. */
  tag(): Uint8Array;
}

const WRONG_LENGTH = 'error:1C80006B:Provider routines::wrong final block length';
const BAD_DECRYPT = 'error:1C800064:Provider routines::bad decrypt';

function xor(target: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i]! ^= other[i]!;
}

/** Counts the lowest `bits` bits of a block up, big-endian. */
function increment(counter: Uint8Array, bits: number): void {
  for (let at = BLOCK - 1, left = bits; left > 0; at--, left -= 8) {
    const mask = left >= 8 ? 0xff : (1 << left) - 1;
    const sum = (counter[at]! & mask) + 1;
    counter[at] = (counter[at]! & ~mask) | (sum & mask);
    if (sum <= mask) return;
  }
}

/** Whole blocks go through, the rest waits; decryption holds back the last one for its padding. */
abstract class Blocks implements Mode {
  padded = true;
  readonly #encrypt: boolean;
  #rest = new Uint8Array(0);

  constructor(encrypt: boolean) {
    this.#encrypt = encrypt;
  }

  /** Changes `block` in place. */
  protected abstract process(block: Uint8Array): void;

  update(data: Uint8Array): Uint8Array {
    const all = new Uint8Array(this.#rest.length + data.length);
    all.set(this.#rest);
    all.set(data, this.#rest.length);
    let whole = all.length - (all.length % BLOCK);
    if (!this.#encrypt && this.padded && whole === all.length && whole > 0) whole -= BLOCK;
    for (let at = 0; at < whole; at += BLOCK) this.process(all.subarray(at, at + BLOCK));
    this.#rest = all.slice(whole);
    return all.subarray(0, whole);
  }

  final(): Uint8Array {
    const rest = this.#rest;
    if (!this.padded) {
      if (rest.length > 0) throw openSslError(WRONG_LENGTH);
      return rest;
    }
    if (this.#encrypt) {
      const last = new Uint8Array(BLOCK).fill(BLOCK - rest.length);
      last.set(rest);
      this.process(last);
      return last;
    }
    if (rest.length !== BLOCK) throw openSslError(WRONG_LENGTH);
    this.process(rest);
    const padding = rest[BLOCK - 1]!;
    const isPadding = padding > 0 && padding <= BLOCK;
    if (!isPadding || rest.subarray(BLOCK - padding).some((byte) => byte !== padding)) {
      throw openSslError(BAD_DECRYPT);
    }
    return rest.subarray(0, BLOCK - padding);
  }
}

class Ecb extends Blocks {
  readonly #transform: (block: Uint8Array) => void;

  constructor(key: Uint8Array, encrypt: boolean) {
    super(encrypt);
    this.#transform = blockCipher(key, encrypt);
  }

  protected process(block: Uint8Array): void {
    this.#transform(block);
  }
}

class CbcEncryption extends Blocks {
  readonly #transform: (block: Uint8Array) => void;
  #previous: Uint8Array;

  constructor(key: Uint8Array, iv: Uint8Array) {
    super(true);
    this.#transform = blockCipher(key, true);
    this.#previous = iv;
  }

  protected process(block: Uint8Array): void {
    xor(block, this.#previous);
    this.#transform(block);
    this.#previous = block.slice();
  }
}

class CbcDecryption extends Blocks {
  readonly #transform: (block: Uint8Array) => void;
  #previous: Uint8Array;

  constructor(key: Uint8Array, iv: Uint8Array) {
    super(false);
    this.#transform = blockCipher(key, false);
    this.#previous = iv;
  }

  protected process(block: Uint8Array): void {
    const ciphertext = block.slice();
    this.#transform(block);
    xor(block, this.#previous);
    this.#previous = ciphertext;
  }
}

class Ctr implements Mode {
  readonly #transform: (block: Uint8Array) => void;
  readonly #bits: number;
  readonly #counter: Uint8Array;
  readonly #key = new Uint8Array(BLOCK);
  #used = BLOCK;

  constructor(key: Uint8Array, counter: Uint8Array, bits = 128) {
    this.#transform = blockCipher(key, true);
    this.#counter = counter.slice();
    this.#bits = bits;
  }

  update(data: Uint8Array): Uint8Array {
    const output = data.slice();
    for (let at = 0; at < output.length; at++) {
      if (this.#used === BLOCK) {
        this.#key.set(this.#counter);
        this.#transform(this.#key);
        increment(this.#counter, this.#bits);
        this.#used = 0;
      }
      output[at]! ^= this.#key[this.#used++]!;
    }
    return output;
  }

  final(): Uint8Array {
    return new Uint8Array(0);
  }
}

/** GHASH of a stream: what is begun is padded with zeros at `pad`. */
class Authenticator {
  readonly #hash: GHASH;
  #rest = new Uint8Array(0);
  length = 0;

  constructor(key: Uint8Array) {
    this.#hash = new GHASH(key);
  }

  update(data: Uint8Array): void {
    this.length += data.length;
    const all = new Uint8Array(this.#rest.length + data.length);
    all.set(this.#rest);
    all.set(data, this.#rest.length);
    const whole = all.length - (all.length % BLOCK);
    if (whole > 0) this.#hash.update(all.subarray(0, whole));
    this.#rest = all.slice(whole);
  }

  pad(): void {
    if (this.#rest.length === 0) return;
    const last = new Uint8Array(BLOCK);
    last.set(this.#rest);
    this.#rest = new Uint8Array(0);
    this.#hash.update(last);
  }

  /** Two lengths in bytes, as numbers of bits, then the digest. */
  finish(first: number, second: number): Uint8Array {
    this.pad();
    const lengths = new DataView(new ArrayBuffer(BLOCK));
    lengths.setBigUint64(0, BigInt(first) * 8n);
    lengths.setBigUint64(8, BigInt(second) * 8n);
    this.#hash.update(new Uint8Array(lengths.buffer));
    return this.#hash.digest();
  }
}

const GCM_NONCE = 12;
const GCM_COUNTER_BITS = 32;

class Gcm implements AuthenticatedMode {
  readonly #encrypt: boolean;
  readonly #ctr: Ctr;
  readonly #authenticator: Authenticator;
  readonly #mask: Uint8Array;
  #authenticated = 0;
  #text = 0;

  constructor(key: Uint8Array, iv: Uint8Array, encrypt: boolean) {
    this.#encrypt = encrypt;
    const transform = blockCipher(key, true);
    const hashKey = new Uint8Array(BLOCK);
    transform(hashKey);
    const first = new Uint8Array(BLOCK);
    if (iv.length === GCM_NONCE) {
      first.set(iv);
      first[BLOCK - 1] = 1;
    } else {
      const nonce = new Authenticator(hashKey);
      nonce.update(iv);
      first.set(nonce.finish(0, iv.length));
    }
    this.#mask = first.slice();
    transform(this.#mask);
    increment(first, GCM_COUNTER_BITS);
    this.#ctr = new Ctr(key, first, GCM_COUNTER_BITS);
    this.#authenticator = new Authenticator(hashKey);
  }

  addAuthenticated(data: Uint8Array): void {
    this.#authenticator.update(data);
    this.#authenticated += data.length;
  }

  update(data: Uint8Array): Uint8Array {
    if (this.#text === 0) this.#authenticator.pad();
    this.#text += data.length;
    const output = this.#ctr.update(data);
    this.#authenticator.update(this.#encrypt ? output : data);
    return output;
  }

  final(): Uint8Array {
    return new Uint8Array(0);
  }

  tag(): Uint8Array {
    const tag = this.#authenticator.finish(this.#authenticated, this.#text);
    xor(tag, this.#mask);
    return tag;
  }
}

/** Encrypts or decrypts a block in place. */
function blockCipher(key: Uint8Array, encrypt: boolean): (block: Uint8Array) => void {
  const expanded = encrypt ? unsafe.expandKeyLE(key) : unsafe.expandKeyDecLE(key);
  const transform = encrypt ? unsafe.encrypt : unsafe.decrypt;
  return (block) => {
    const view = new DataView(block.buffer, block.byteOffset, BLOCK);
    const word = (i: number) => view.getUint32(i * 4, true);
    const { s0, s1, s2, s3 } = transform(expanded, word(0), word(1), word(2), word(3));
    [s0, s1, s2, s3].forEach((value, i) => view.setUint32(i * 4, value, true));
  };
}

export const aes = {
  ecb: (key: Uint8Array, _iv: Uint8Array, encrypt: boolean): Mode => new Ecb(key, encrypt),
  cbc: (key: Uint8Array, iv: Uint8Array, encrypt: boolean): Mode =>
    encrypt ? new CbcEncryption(key, iv) : new CbcDecryption(key, iv),
  /** `bits`: how many of the counter block count. */
  ctr: (key: Uint8Array, iv: Uint8Array, _encrypt: boolean, bits?: number): Mode =>
    new Ctr(key, iv, bits),
  gcm: (key: Uint8Array, iv: Uint8Array, encrypt: boolean): AuthenticatedMode =>
    new Gcm(key, iv, encrypt),
};

export type AesMode = keyof typeof aes;
