/** scrypt (RFC 7914), whose memory-hard part, ROMix, is WebAssembly on vectors of four words. */
import {
  add,
  assemble,
  call,
  constant,
  copy,
  get,
  multiply,
  repeat,
  set,
  sub,
  tee,
  v128,
  wordsOf,
  type Code,
  type WasmFunction,
} from './assembler.ts';
import { pbkdf2, sha256 } from './sha.ts';

const PAGE = 65_536;
const { and, load } = wordsOf(32);

/** Lanes of a vector moved along by so many. */
const lanes = (by: number): Code =>
  v128.shuffle(Array.from({ length: 16 }, (_, byte) => (byte + by * 4) % 16));

/**
 * Salsa20/8's core on locals x…x+3, each a diagonal of its matrix, so that a round is the same on
 * all four words of a vector. `kept`…: four locals to keep what went in; `sum`: one to spare.
 */
function salsa(x: number, kept: number, sum: number): Code {
  const rotateInto = (target: number, a: number, b: number, by: number): Code => [
    ...[get(x + a), get(x + b), v128.add, set(sum)],
    ...[get(x + target), get(sum), constant(by), v128.shiftLeft, v128.xor],
    ...[get(sum), constant(32 - by), v128.shiftRight, v128.xor, set(x + target)],
  ];
  const move = (local: number, by: number): Code => [
    ...[get(x + local), get(x + local), lanes(by), set(x + local)],
  ];
  const round = (b: number, d: number): Code => [
    ...[rotateInto(b, 0, d, 7), rotateInto(2, b, 0, 9)],
    ...[rotateInto(d, 2, b, 13), rotateInto(0, d, 2, 18)],
    ...[move(b, 3), move(2, 2), move(d, 1)],
  ];
  const all = [0, 1, 2, 3];
  return [
    all.map((i) => [get(x + i), set(kept + i)]),
    all.map(() => [round(1, 3), round(3, 1)]),
    all.map((i) => [get(x + i), get(kept + i), v128.add, set(x + i)]),
  ];
}

const BLOCK_MIX = 0;

/** blockMix(from, to, r): scryptBlockMix of 128·r bytes. */
function blockMix(): WasmFunction {
  const [from, to, r, even, odd] = [0, 1, 2, 3, 4];
  const x = 5;
  const all = [0, 1, 2, 3];
  const step = (target: number): Code => [
    all.map((i) => [get(x + i), get(from), v128.load(i * 16), v128.xor, set(x + i)]),
    salsa(x, x + 4, x + 8),
    all.map((i) => [get(target), get(x + i), v128.store(i * 16)]),
    ...[get(from), constant(64), add, set(from)],
    ...[get(target), constant(64), add, set(target)],
  ];
  const half = [get(r), constant(64), multiply];
  return {
    name: 'blockMix',
    parameters: 3,
    locals: { i32: 2, v128: 9 },
    body: [
      ...[get(to), tee(even), half, add, set(odd)],
      // It begins with the last block.
      all.map((i) => [
        ...[get(from), half, add, half, add, constant(64), sub, v128.load(i * 16), set(x + i)],
      ]),
      repeat(r, [step(even), step(odd)]),
    ],
  };
}

/** romix(x, v, r, n): x is 128·r bytes, then as many to spare; v is n times as many. */
function roMix(): WasmFunction {
  const [x, v, r, n, y, length, left, at] = [0, 1, 2, 3, 4, 5, 6, 7];
  const mix = (from: Code, to: Code): Code => [from, to, get(r), call(BLOCK_MIX)];
  const mixWithOne = (from: number, to: number): Code => [
    // v[integerify(x) mod n]
    ...[get(from), get(length), add, constant(64), sub, load()],
    ...[get(n), constant(1), sub, and, get(length), multiply, get(v), add, set(at)],
    ...[get(r), constant(8), multiply, set(left)],
    repeat(left, [
      ...[get(from), get(from), v128.load(), get(at), v128.load(), v128.xor, v128.store()],
      ...[get(from), constant(16), add, set(from), get(at), constant(16), add, set(at)],
    ]),
    ...[get(from), get(length), sub, set(from)],
    mix(get(from), get(to)),
  ];
  const turns = 8;
  return {
    name: 'roMix',
    parameters: 4,
    locals: { i32: 5 },
    body: [
      ...[get(r), constant(128), multiply, tee(length), get(x), add, set(y)],
      copy(get(v), get(x), get(length)),
      ...[get(v), set(at), get(n), constant(1), sub, set(turns)],
      repeat(turns, [
        mix(get(at), [get(at), get(length), add]),
        ...[get(at), get(length), add, set(at)],
      ]),
      mix(get(at), get(x)),
      ...[get(n), set(turns)],
      // n is even: two turns end where they began.
      repeat(turns, [
        ...[mixWithOne(x, y), mixWithOne(y, x)],
        ...[get(turns), constant(1), sub, set(turns)],
      ]),
    ],
  };
}

let code: WebAssembly.Module | undefined;

/** The words of each block of 64 bytes, from rows to diagonals or back. */
function permute(bytes: Uint8Array, back: boolean): Uint8Array {
  const from = new Uint32Array(new Uint8Array(bytes).buffer);
  const to = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const other = i - (i % 16) + ((i * 5) % 16);
    if (back) to[other] = from[i]!;
    else to[i] = from[other]!;
  }
  return new Uint8Array(to.buffer);
}

/** `N` is a power of two, and its caller has checked how much memory that takes. */
export function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  N: number,
  r: number,
  p: number,
  length: number,
): Uint8Array {
  code ??= assemble(0, [blockMix(), roMix()]);
  const { memory, roMix: mix } = new WebAssembly.Instance(code).exports as {
    memory: WebAssembly.Memory;
    roMix(x: number, v: number, r: number, n: number): void;
  };
  const size = 128 * r;
  memory.grow(Math.ceil((size * (N + 2)) / PAGE));
  const bytes = new Uint8Array(memory.buffer);
  const blocks = pbkdf2(sha256, password, salt, 1, p * size)!;
  for (let at = 0; at < blocks.length; at += size) {
    bytes.set(permute(blocks.subarray(at, at + size), false));
    mix(0, 2 * size, r, N);
    blocks.set(permute(bytes.subarray(0, size), true), at);
  }
  return pbkdf2(sha256, password, blocks, 1, length)!;
}
