/**
 * SHA-1 and SHA-2 on WebAssembly, as hashes of @noble/hashes: several times as fast as JavaScript,
 * and synchronous. One instance of each code serves all hashes of a realm, which keep their states.
 */
import type { CHash } from '@noble/hashes/utils.js';
import {
  DATA,
  DATA_SIZE,
  INNER,
  instantiateSha,
  OUTER,
  STATE,
  SUM,
  WORDS,
  type Sha as Code,
  type ShaExports,
} from './sha-code.ts';
import { initialState, SHA1_STATE } from './sha-constants.ts';

const engines = new Map<Code, Engine>();

/** The code of a hash, with its memory. */
class Engine {
  readonly exports: ShaExports;
  readonly bytes: Uint8Array;
  readonly view: DataView;

  constructor(code: Code) {
    this.exports = instantiateSha(code);
    this.bytes = new Uint8Array(this.exports.memory.buffer);
    this.view = new DataView(this.exports.memory.buffer);
  }

  static of(code: Code): Engine {
    const existing = engines.get(code);
    if (existing) return existing;
    const made = new Engine(code);
    engines.set(code, made);
    return made;
  }
}

interface Definition {
  code: Code;
  /** Bytes of a block, of a word, of the digest. */
  blockLen: number;
  wordLen: 4 | 8;
  outputLen: number;
  state: () => bigint[];
}

const STATE_SIZE = 64;

class Sha {
  readonly #definition: Definition;
  readonly blockLen: number;
  readonly outputLen: number;
  readonly canXOF = false;
  /** Words as they are in the memory of the code: little-endian. */
  #state = new Uint8Array(STATE_SIZE);
  #rest: Uint8Array;
  #restLength = 0;
  #length = 0;

  constructor(definition: Definition) {
    this.#definition = definition;
    this.blockLen = definition.blockLen;
    this.outputLen = definition.outputLen;
    this.#rest = new Uint8Array(definition.blockLen);
    this.#state.set(wordBytes(definition));
  }

  update(data: Uint8Array): this {
    this.#length += data.length;
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(this.blockLen - this.#restLength, data.length);
      this.#rest.set(data.subarray(0, at), this.#restLength);
      this.#restLength += at;
      if (this.#restLength < this.blockLen) return this;
      this.#compress(this.#rest);
      this.#restLength = 0;
    }
    const end = data.length - ((data.length - at) % this.blockLen);
    if (end > at) this.#compress(data.subarray(at, end));
    this.#rest.set(data.subarray(end));
    this.#restLength = data.length - end;
    return this;
  }

  /** `data`: whole blocks. */
  #compress(data: Uint8Array): void {
    const { exports, bytes } = Engine.of(this.#definition.code);
    bytes.set(this.#state, STATE);
    for (let at = 0; at < data.length; at += DATA_SIZE) {
      const part = data.subarray(at, at + DATA_SIZE);
      bytes.set(part, DATA);
      exports.update(part.length / this.blockLen);
    }
    this.#state.set(bytes.subarray(STATE, STATE + STATE_SIZE));
  }

  digestInto(target: Uint8Array): void {
    const { blockLen, wordLen } = this.#definition;
    const lengthLen = wordLen * 2;
    const padded = this.#restLength + 1 + lengthLen > blockLen ? 2 * blockLen : blockLen;
    const last = new Uint8Array(padded);
    last.set(this.#rest.subarray(0, this.#restLength));
    last[this.#restLength] = 0x80;
    new DataView(last.buffer).setBigUint64(padded - 8, BigInt(this.#length) * 8n);
    this.#compress(last);
    target.set(bigEndian(this.#state, wordLen).subarray(0, this.outputLen));
  }

  digest(): Uint8Array {
    const output = new Uint8Array(this.outputLen);
    this.digestInto(output);
    return output;
  }

  /** The state after whole blocks: what HMAC keeps of its key. */
  get state(): Uint8Array {
    return this.#state;
  }

  clone(): Sha {
    return this._cloneInto();
  }

  /** As @noble/hashes names it. */
  _cloneInto(to: Sha = new Sha(this.#definition)): Sha {
    to.#state.set(this.#state);
    to.#rest.set(this.#rest);
    to.#restLength = this.#restLength;
    to.#length = this.#length;
    return to;
  }

  destroy(): void {
    this.#state.fill(0);
    this.#rest.fill(0);
  }
}

function wordBytes({ state, wordLen }: Definition): Uint8Array {
  const view = new DataView(new ArrayBuffer(STATE_SIZE));
  state().forEach((word, i) => {
    if (wordLen === 8) view.setBigUint64(i * 8, word, true);
    else view.setUint32(i * 4, Number(word), true);
  });
  return new Uint8Array(view.buffer);
}

/** Reverses the bytes of each word. */
function bigEndian(bytes: Uint8Array, wordLen: number): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    swapped[at] = bytes[at - (at % wordLen) + wordLen - 1 - (at % wordLen)]!;
  }
  return swapped;
}

const definitions = new Map<unknown, Definition>();

function define(definition: Definition): CHash {
  // Takes place on first use: a program that hashes nothing need not wait for it.
  const { state, ...rest } = definition;
  let words: bigint[] | undefined;
  const lazy: Definition = { ...rest, state: () => (words ??= state()) };
  const create = () => new Sha(lazy);
  const hash = Object.assign((message: Uint8Array) => create().update(message).digest(), {
    ...{ create, blockLen: rest.blockLen, outputLen: rest.outputLen, canXOF: false },
  }) as unknown as CHash;
  definitions.set(hash, lazy);
  return hash;
}

const narrow = { blockLen: 64, wordLen: 4 } as const;
const wide = { code: 'sha512', blockLen: 128, wordLen: 8 } as const;

export const sha1 = define({ code: 'sha1', ...narrow, outputLen: 20, state: () => SHA1_STATE });
export const sha224 = define({
  ...{ code: 'sha256', ...narrow, outputLen: 28, state: () => initialState('sha224') },
});
export const sha256 = define({
  ...{ code: 'sha256', ...narrow, outputLen: 32, state: () => initialState('sha256') },
});
export const sha384 = define({ ...wide, outputLen: 48, state: () => initialState('sha384') });
export const sha512 = define({ ...wide, outputLen: 64, state: () => initialState('sha512') });
export const sha512_224 = define({ ...wide, outputLen: 28, state: () => truncated(224) });
export const sha512_256 = define({ ...wide, outputLen: 32, state: () => truncated(256) });

/** The initial state of SHA-512/t (FIPS 180-4, 5.3.6). */
function truncated(bits: number): bigint[] {
  const masked = initialState('sha512').map((word) => word ^ 0xa5a5a5a5a5a5a5a5n);
  const generator = new Sha({ ...wide, outputLen: 64, state: () => masked });
  const digest = generator.update(new TextEncoder().encode(`SHA-512/${bits}`)).digest();
  const view = new DataView(digest.buffer);
  return Array.from({ length: 8 }, (_, i) => view.getBigUint64(i * 8));
}

/** PBKDF2 with HMAC, if `hash` is one of these and can do it all in its code. */
export function pbkdf2(
  hash: CHash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array | undefined {
  const definition = definitions.get(hash);
  if (!definition || definition.outputLen % definition.wordLen !== 0) return undefined;
  const { blockLen, wordLen, outputLen } = definition;
  const { exports, bytes } = Engine.of(definition.code);
  const key = password.length > blockLen ? hash(password) : password;
  const keyed = (pad: number): Sha => {
    const block = new Uint8Array(blockLen).fill(pad);
    key.forEach((byte, i) => (block[i] = byte ^ pad));
    return new Sha(definition).update(block);
  };
  const [inner, outer] = [keyed(0x36), keyed(0x5c)];

  const derived = new Uint8Array(length);
  for (let at = 0, block = 1; at < length; at += outputLen, block++) {
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, block);
    const first = outer
      .clone()
      .update(inner.clone().update(salt).update(counter).digest())
      .digest();
    // The words of a message of one digest: itself, its end, and its length with the key's block.
    const message = new Uint8Array(blockLen);
    message.set(first);
    message[outputLen] = 0x80;
    new DataView(message.buffer).setUint32(blockLen - 4, (blockLen + outputLen) * 8);
    bytes.set(bigEndian(message, wordLen), WORDS);
    bytes.set(bytes.subarray(WORDS, WORDS + STATE_SIZE), SUM);
    bytes.set(inner.state, INNER);
    bytes.set(outer.state, OUTER);
    if (iterations > 1) exports.pbkdf2(iterations - 1, outputLen);
    const sum = bigEndian(bytes.slice(SUM, SUM + STATE_SIZE), wordLen).subarray(0, outputLen);
    derived.set(sum.subarray(0, Math.min(outputLen, length - at)), at);
  }
  return derived;
}
