/**
 * Just enough of WebAssembly's binary format to write a module by hand: functions of i32 parameters
 * and no result, and one memory. Code is a nested list of bytes.
 */
export type Code = number | Code[];

export interface WasmFunction {
  name: string;
  /** All of type i32: locals 0, 1, … */
  parameters: number;
  /** Locals after the parameters, in this order. */
  locals?: { i64?: number; i32?: number; v128?: number };
  body: Code;
}

const I32 = 0x7f;
const I64 = 0x7e;
const V128 = 0x7b;
const FUNCTION = 0x60;
const EXPORT_FUNCTION = 0;
const EXPORT_MEMORY = 2;
const END = 0x0b;

/** An unsigned number in LEB128. */
export function u(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return [...bytes, value];
}

/** A signed number in LEB128. */
function s(value: bigint): number[] {
  for (const bytes: number[] = []; ; value >>= 7n) {
    const low = Number(value & 0x7fn);
    const rest = value >> 7n;
    if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

export const get = (local: number): Code => [0x20, u(local)];
export const set = (local: number): Code => [0x21, u(local)];
export const tee = (local: number): Code => [0x22, u(local)];
export const call = (index: number): Code => [0x10, u(index)];

/** Instructions on words of 32 or 64 bits. `offset`: in bytes, from the address on the stack. */
export function wordsOf(bits: 32 | 64) {
  const wide = bits === 64;
  const op = (narrow: number, other: number) => (wide ? other : narrow);
  return {
    load: (offset = 0): Code => [op(0x28, 0x29), op(2, 3), u(offset)],
    store: (offset = 0): Code => [op(0x36, 0x37), op(2, 3), u(offset)],
    /** `value` as an unsigned word. */
    constant: (value: bigint): Code => [op(0x41, 0x42), s(BigInt.asIntN(bits, value))],
    add: op(0x6a, 0x7c),
    and: op(0x71, 0x83),
    or: op(0x72, 0x84),
    xor: op(0x73, 0x85),
    shiftRight: op(0x76, 0x88),
    rotateLeft: op(0x77, 0x89),
    rotateRight: op(0x78, 0x8a),
  };
}

const i32 = wordsOf(32);
export const constant = (value: number): Code => i32.constant(BigInt(value));
export const add = i32.add;
export const sub = 0x6b;
export const multiply = 0x6c;

export const equal = 0x46;

/** A branch out of it goes behind it. */
export const block = (body: Code): Code => [0x02, 0x40, body, END];
/** A branch to it goes round once more. */
export const loop = (body: Code): Code => [0x03, 0x40, body, END];
/** To the `depth`th block or loop around, from inside. */
export const branch = (depth: number): Code => [0x0c, u(depth)];
export const branchIf = (depth: number): Code => [0x0d, u(depth)];

/** Does `body` `count` times (an i32 local, which becomes 0; at least once). */
export const repeat = (count: number, body: Code): Code =>
  loop([body, get(count), constant(1), sub, tee(count), branchIf(0)]);

const simd = (opcode: number): Code => [0xfd, u(opcode)];

/** Instructions on vectors of four words. */
export const v128 = {
  load: (offset = 0): Code => [simd(0), 4, u(offset)],
  store: (offset = 0): Code => [simd(11), 4, u(offset)],
  /** Bytes of two vectors (0–15, 16–31) in a new order. */
  shuffle: (bytes: number[]): Code => [simd(13), bytes],
  add: simd(0xae),
  xor: simd(0x51),
  or: simd(0x50),
  shiftLeft: simd(0xab),
  shiftRight: simd(0xad),
};

/** Copies `length` bytes (a constant) from one address on the stack to the one before it. */
export const copy = (to: Code, from: Code, length: Code): Code => [
  ...[to, from, length],
  ...[0xfc, 10, 0, 0],
];

const section = (id: number, ...content: Code[]): Code => {
  const bytes = flatten(content);
  return [id, u(bytes.length), bytes];
};
const list = (items: Code[]): Code => [u(items.length), items];
const name = (text: string): Code => list([...new TextEncoder().encode(text)]);

function flatten(code: Code, into: number[] = []): number[] {
  if (Array.isArray(code)) for (const part of code) flatten(part, into);
  else into.push(code);
  return into;
}

function functionBody({ locals = {}, body }: WasmFunction): Code {
  const groups = [
    [locals.i64 ?? 0, I64],
    [locals.i32 ?? 0, I32],
    [locals.v128 ?? 0, V128],
  ].filter(([count]) => count! > 0);
  const content = flatten([list(groups.map(([count, type]) => [u(count!), type!])), body, END]);
  return [u(content.length), content];
}

/** A module that exports its functions by name, and `memory`, of that many pages of 64 KB. */
export function assemble(pages: number, functions: WasmFunction[]): WebAssembly.Module {
  const types = functions.map(({ parameters }) => [
    ...[FUNCTION, list(Array.from({ length: parameters }, () => I32)), list([])],
  ]);
  const exported = functions.map((fn, i) => [name(fn.name), EXPORT_FUNCTION, u(i)]);
  const bytes = flatten([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, list(types)),
    section(3, list(functions.map((_, i) => u(i)))),
    section(5, list([[0, u(pages)]])),
    section(7, list([...exported, [name('memory'), EXPORT_MEMORY, 0]])),
    section(10, list(functions.map(functionBody))),
  ]);
  return new WebAssembly.Module(Uint8Array.from(bytes));
}
