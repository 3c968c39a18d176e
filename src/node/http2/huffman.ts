/** HPACK's Huffman code (RFC 7541, 5.2). */
import { HUFFMAN_LENGTHS } from './hpack-tables.ts';

const END = 256;

const codes: number[] = [];
/** Symbol by the code with a leading 1, which keeps codes of different lengths apart. */
const symbols = new Map<number, number>();

const inOrder = HUFFMAN_LENGTHS.map((bits, symbol) => ({ bits, symbol })).sort(
  (a, b) => a.bits - b.bits || a.symbol - b.symbol,
);
let next = 0;
let bitsBefore = 0;
for (const { bits, symbol } of inOrder) {
  next *= 2 ** (bits - bitsBefore);
  bitsBefore = bits;
  codes[symbol] = next;
  symbols.set(2 ** bits + next, symbol);
  next++;
}

export function huffmanLength(bytes: Uint8Array): number {
  let bits = 0;
  for (const byte of bytes) bits += HUFFMAN_LENGTHS[byte]!;
  return Math.ceil(bits / 8);
}

export function huffmanEncode(bytes: Uint8Array): Uint8Array {
  const encoded = new Uint8Array(huffmanLength(bytes));
  let at = 0;
  for (const byte of bytes) {
    for (let bit = HUFFMAN_LENGTHS[byte]! - 1; bit >= 0; bit--, at++) {
      if ((codes[byte]! >>> bit) & 1) encoded[at >> 3]! |= 0x80 >> (at & 7);
    }
  }
  for (; at < encoded.length * 8; at++) encoded[at >> 3]! |= 0x80 >> (at & 7);
  return encoded;
}

/** Undefined if it is no such code: padding of more than 7 bits, or of others than ones. */
export function huffmanDecode(encoded: Uint8Array): Uint8Array | undefined {
  const bytes: number[] = [];
  let code = 1;
  for (let at = 0; at < encoded.length * 8; at++) {
    code = code * 2 + ((encoded[at >> 3]! >> (7 - (at & 7))) & 1);
    const symbol = symbols.get(code);
    if (symbol === undefined) continue;
    if (symbol === END) return undefined;
    bytes.push(symbol);
    code = 1;
  }
  const isPadding = code < 2 ** 8 && ((code + 1) & code) === 0;
  return isPadding ? Uint8Array.from(bytes) : undefined;
}
