/** The compression functions of SHA-1 and SHA-2 (FIPS 180-4) as WebAssembly. */
import {
  add,
  assemble,
  block,
  branch,
  branchIf,
  call,
  constant,
  copy,
  equal,
  get,
  loop,
  repeat,
  set,
  tee,
  v128,
  wordsOf,
  type Code,
  type WasmFunction,
} from './assembler.ts';
import { roundConstants } from './sha-constants.ts';

/** Where things are in memory, in bytes. */
export const STATE = 0;
/** The words of the block that is compressed. */
export const WORDS = 64;
/** States of HMAC's inner and outer hash, before the message. */
export const INNER = 192;
export const OUTER = 256;
/** The sum of PBKDF2's blocks. */
export const SUM = 320;
/** K, for each round a word. */
const CONSTANTS = 384;
/** Blocks to compress. */
export const DATA = 1024;
const PAGES = 2;
/** How many bytes of data fit. */
export const DATA_SIZE = 64 * 1024;

/** Bytes of a vector with each word reversed. */
const SWAPPED = {
  32: [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12],
  64: [7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8],
};

export type Sha = 'sha1' | 'sha256' | 'sha512';

interface Parts {
  bits: 32 | 64;
  /** How many words a state has. */
  words: number;
  body: (w: Word) => Code;
}
type Word = ReturnType<typeof wordsOf>;

/**
 * Locals of `compress`: the variables a, b, … of the round, then the sixteen words of the message
 * that the schedule still needs, then one to spare. Rounds rename variables instead of moving them.
 */
const message = (words: number, t: number) => words + (t % 16);

const PARTS: Record<Sha, Parts> = {
  sha1: { bits: 32, words: 5, body: sha1Rounds },
  sha256: { bits: 32, words: 8, body: (w) => sha2Rounds(w, 32) },
  sha512: { bits: 64, words: 8, body: (w) => sha2Rounds(w, 64) },
};

const ROTATIONS = {
  32: { S0: [2, 13, 22], S1: [6, 11, 25], s0: [7, 18, 3], s1: [17, 19, 10] },
  64: { S0: [28, 34, 39], S1: [14, 18, 41], s0: [1, 8, 7], s1: [19, 61, 6] },
};

/**
 * All rounds, sixteen a turn of a loop: written out, they would be four times as much to compile, and
 * the browser would run its first, slow translation of them for longer.
 */
function sha2Rounds(w: Word, bits: 32 | 64): Code {
  const { S0, S1, s0, s1 } = ROTATIONS[bits];
  const [spare, at] = [24, 25];
  const size = bits / 8;
  const end = bits === 64 ? 80 * size : 64 * size;
  const rotated = (local: number, by: number): Code => [
    ...[get(local), w.constant(BigInt(by)), w.rotateRight],
  ];
  const big = (local: number, [a, b, c]: number[]): Code => [
    ...[rotated(local, a!), rotated(local, b!), w.xor, rotated(local, c!), w.xor],
  ];
  const small = (local: number, [a, b, shift]: number[]): Code => [
    ...[rotated(local, a!), rotated(local, b!), w.xor],
    ...[get(local), w.constant(BigInt(shift!)), w.shiftRight, w.xor],
  ];
  const turn = Array.from({ length: 16 }, (_, t) => t);
  const round = (t: number): Code => {
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map(
      (variable) => (variable - (t % 8) + 8) % 8,
    ) as [number, number, number, number, number, number, number, number];
    return [
      // T1 = h + Σ1(e) + Ch(e, f, g) + K + W
      ...[get(h), big(e, S1), w.add],
      ...[get(f), get(g), w.xor, get(e), w.and, get(g), w.xor, w.add],
      ...[get(at), w.load(CONSTANTS + t * size), w.add, get(message(8, t)), w.add, tee(spare)],
      // d += T1;  h = T1 + Σ0(a) + Maj(a, b, c)
      ...[get(d), w.add, set(d)],
      ...[get(spare), big(a, S0), w.add],
      ...[get(a), get(b), w.or, get(c), w.and, get(a), get(b), w.and, w.or, w.add, set(h)],
    ];
  };
  const schedule = (t: number): Code => [
    ...[small(message(8, t + 14), s1), get(message(8, t + 9)), w.add],
    ...[small(message(8, t + 1), s0), w.add, get(message(8, t)), w.add, set(message(8, t))],
  ];
  return [
    ...[constant(0), set(at)],
    block(
      loop([
        turn.map(round),
        ...[get(at), constant(16 * size), add, tee(at), constant(end), equal, branchIf(1)],
        turn.map(schedule),
        branch(0),
      ]),
    ),
  ];
}

const SHA1_CONSTANTS = [0x5a827999n, 0x6ed9eba1n, 0x8f1bbcdcn, 0xca62c1d6n];

function sha1Rounds(w: Word): Code {
  const rotated = (local: number, by: number): Code => [
    ...[get(local), w.constant(BigInt(by)), w.rotateLeft],
  ];
  return Array.from({ length: 80 }, (_, t): Code => {
    const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((variable) => (variable - (t % 5) + 5) % 5) as [
      ...[number, number, number, number, number],
    ];
    const m = message(5, t);
    const others = [t - 3, t - 8, t - 14].map((other) => [get(message(5, other)), w.xor]);
    const schedule: Code = t < 16 ? [] : [get(m), others, w.constant(1n), w.rotateLeft, set(m)];
    const stage = Math.floor(t / 20);
    const choose = [get(c), get(d), w.xor, get(b), w.and, get(d), w.xor];
    const parity = [get(b), get(c), w.xor, get(d), w.xor];
    const majority = [get(b), get(c), w.or, get(d), w.and, get(b), get(c), w.and, w.or];
    return [
      schedule,
      // e += rotl5(a) + f(b, c, d) + K + W;  b = rotl30(b)
      ...[get(e), rotated(a, 5), w.add, [choose, parity, majority, parity][stage]!, w.add],
      ...[w.constant(SHA1_CONSTANTS[stage]!), w.add, get(m), w.add, set(e)],
      ...[rotated(b, 30), set(b)],
    ];
  });
}

/** Compresses WORDS into STATE. */
function compress({ bits, words, body }: Parts): WasmFunction {
  const w = wordsOf(bits);
  const size = bits / 8;
  const all = Array.from({ length: words }, (_, i) => i);
  return {
    name: 'compress',
    parameters: 0,
    locals: bits === 64 ? { i64: words + 17, i32: 1 } : { i32: words + 18 },
    body: [
      all.map((i) => [constant(0), w.load(STATE + i * size), set(i)]),
      Array.from({ length: 16 }, (_, i) => [
        ...[constant(0), w.load(WORDS + i * size), set(words + i)],
      ]),
      body(w),
      // After 80 or 64 rounds every variable is in its own local again.
      all.map((i) => [
        ...[constant(0), constant(0), w.load(STATE + i * size), get(i), w.add],
        w.store(STATE + i * size),
      ]),
    ],
  };
}

const COMPRESS = 0;

/** update(blocks): compresses that many blocks of DATA, whose bytes are big-endian words. */
function update({ bits }: Parts): WasmFunction {
  const [blocks, at] = [0, 1];
  const blockSize = bits * 2;
  const offsets = Array.from({ length: blockSize / 16 }, (_, i) => i * 16);
  return {
    name: 'update',
    parameters: 1,
    locals: { i32: 1 },
    body: [
      ...[constant(DATA), set(at)],
      repeat(blocks, [
        offsets.map((offset) => [
          ...[constant(0), get(at), v128.load(offset), get(at), v128.load(offset)],
          ...[v128.shuffle(SWAPPED[bits]), v128.store(WORDS + offset)],
        ]),
        call(COMPRESS),
        ...[get(at), constant(blockSize), add, set(at)],
      ]),
    ],
  };
}

/**
 * pbkdf2(iterations, length): that often WORDS = HMAC(WORDS) and SUM ^= WORDS, where WORDS is
 * `length` bytes and its padding.
 */
function pbkdf2(): WasmFunction {
  const [iterations, length] = [0, 1];
  const state = constant(STATE);
  const hash = (before: number): Code => [
    ...[copy(state, constant(before), constant(64)), call(COMPRESS)],
    copy(constant(WORDS), state, get(length)),
  ];
  return {
    name: 'pbkdf2',
    parameters: 2,
    body: repeat(iterations, [
      ...[hash(INNER), hash(OUTER)],
      [0, 16, 32, 48].map((offset) => [
        ...[constant(0), constant(0), v128.load(SUM + offset)],
        ...[constant(0), v128.load(STATE + offset), v128.xor, v128.store(SUM + offset)],
      ]),
    ]),
  };
}

export interface ShaExports {
  memory: WebAssembly.Memory;
  update(blocks: number): void;
  pbkdf2(iterations: number, length: number): void;
}

function storeConstants({ buffer }: WebAssembly.Memory, bits: 32 | 64): void {
  const words =
    bits === 64 ? new BigUint64Array(buffer, CONSTANTS) : new Uint32Array(buffer, CONSTANTS);
  roundConstants(bits).forEach((constant, t) => {
    words[t] = bits === 64 ? constant : Number(constant);
  });
}

/** Makes the code of one hash; takes about a millisecond. */
export function instantiateSha(sha: Sha): ShaExports {
  const parts = PARTS[sha];
  const module = assemble(PAGES, [compress(parts), update(parts), pbkdf2()]);
  const exports = new WebAssembly.Instance(module).exports as unknown as ShaExports;
  if (sha !== 'sha1') storeConstants(exports.memory, parts.bits);
  return exports;
}
