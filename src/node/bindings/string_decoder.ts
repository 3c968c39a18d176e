/**
 * internalBinding('string_decoder'): src/string_decoder.cc. The state of a decoder is a Buffer that
 * lib shows to programs (lastChar, lastNeed): bytes of an incomplete character, how many it misses,
 * how many it has, and the encoding.
 */
import { ENCODINGS, bytesOf, decodeText, type Encoding } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

/** How many bytes a UTF-8 lead byte announces; 1 for ASCII and for bytes that lead nothing. */
function utf8Length(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
}

/** Whether the bytes may still become one character: the limits of RFC 3629 on the second byte. */
function mayComplete(bytes: Uint8Array): boolean {
  const [lead = 0, second] = bytes;
  if (second === undefined) return true;
  if (lead === 0xe0 && second < 0xa0) return false;
  if (lead === 0xed && second > 0x9f) return false;
  if (lead === 0xf0 && second < 0x90) return false;
  if (lead === 0xf4 && second > 0x8f) return false;
  return bytes.subarray(1).every((byte) => (byte & 0xc0) === 0x80);
}

/** How many bytes at the end belong to a character that is not whole yet, and how many it misses. */
function incompleteEnd(bytes: Uint8Array, encoding: Encoding): { held: number; missing: number } {
  const whole = { held: 0, missing: 0 };
  const { length } = bytes;
  if (encoding === 'utf8') {
    for (let held = 1; held <= Math.min(3, length); held++) {
      const tail = bytes.subarray(length - held);
      if ((tail[0]! & 0xc0) === 0x80) continue;
      const missing = utf8Length(tail[0]!) - held;
      return missing > 0 && mayComplete(tail) ? { held, missing } : whole;
    }
    return whole;
  }
  if (encoding === 'utf16le') {
    const odd = length % 2;
    const highByte = bytes[length - odd - 1] ?? 0;
    const isLead = length - odd >= 2 && (highByte & 0xfc) === 0xd8;
    if (isLead) return { held: 2 + odd, missing: 2 - odd };
    return odd ? { held: 1, missing: 1 } : whole;
  }
  if (encoding === 'base64' || encoding === 'base64url') {
    const held = length % 3;
    return held ? { held, missing: 3 - held } : whole;
  }
  return whole;
}

export const stringDecoder: BindingFactory = ({ skeleton }) => ({
  ...skeleton('string_decoder'),
  decode(state: Uint8Array, input: ArrayBufferView): string {
    const encoding = ENCODINGS[state[ENCODING]!]!;
    const held = state.subarray(0, state[BUFFERED]);
    const bytes = new Uint8Array(held.length + input.byteLength);
    bytes.set(held);
    bytes.set(bytesOf(input), held.length);
    const end = incompleteEnd(bytes, encoding);
    const split = bytes.length - end.held;
    state.set(bytes.subarray(split));
    state[BUFFERED] = end.held;
    state[MISSING] = end.missing;
    return decodeText(bytes.subarray(0, split), encoding);
  },
  flush(state: Uint8Array): string {
    const encoding = ENCODINGS[state[ENCODING]!]!;
    let length = state[BUFFERED]!;
    if (encoding === 'utf16le') length -= length % 2;
    const text = decodeText(state.slice(0, length), encoding);
    state[BUFFERED] = state[MISSING] = 0;
    return text;
  },
});
