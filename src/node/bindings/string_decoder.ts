/**
 * internalBinding('string_decoder'): src/string_decoder.cc, step by step, for lib shows a decoder's
 * state to programs (lastChar, lastNeed, lastTotal): the bytes of an incomplete character, how many
 * it misses, how many it has, and the encoding.
 */
import { ENCODINGS, bytesOf, decodeText } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

type State = Uint8Array;

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
const isLeadSurrogate = (highByte: number): boolean => (highByte & 0xfc) === 0xd8;

/** Length that a UTF-8 lead byte announces; 0 of a byte that leads nothing. */
function utf8Length(lead: number): number {
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return (lead & 0xf8) === 0xf0 ? 4 : 0;
}

/** Completes the character that is held with the first bytes of `data`; returns what it took. */
function complete(state: State, data: Uint8Array): number {
  const encoding = ENCODINGS[state[ENCODING]!]!;
  let wanted = state[MISSING]!;
  if (encoding === 'utf8') {
    const stray = data.subarray(0, wanted).findIndex((byte) => !isContinuation(byte));
    // The character ends here, broken; the stray byte starts another.
    if (stray >= 0) wanted = state[MISSING] = stray;
  }
  const taken = Math.min(wanted, data.length);
  state.set(data.subarray(0, taken), state[BUFFERED]);
  state[MISSING]! -= taken;
  state[BUFFERED]! += taken;
  return taken;
}

function takeCompleted(state: State): string {
  const length = state[BUFFERED]!;
  state[BUFFERED] = 0;
  return decodeText(state.slice(0, length), ENCODINGS[state[ENCODING]!]!);
}

/** How many bytes at the end of `data` are an incomplete character; sets how many it misses. */
function incompleteEnd(state: State, data: Uint8Array): number {
  const { length } = data;
  state[MISSING] = 0;
  switch (ENCODINGS[state[ENCODING]!]) {
    case 'utf8':
      for (let held = 1; held <= Math.min(4, length); held++) {
        const byte = data[length - held]!;
        if (isContinuation(byte)) continue;
        const missing = utf8Length(byte) - held;
        if (missing <= 0) return 0;
        state[MISSING] = missing;
        return held;
      }
      return 0;
    case 'utf16le':
      if (length % 2 === 1) return (state[MISSING] = 1);
      return isLeadSurrogate(data[length - 1]!) ? (state[MISSING] = 2) : 0;
    case 'base64':
    case 'base64url':
      if (length % 3 > 0) state[MISSING] = 3 - (length % 3);
      return length % 3;
    default:
      return 0;
  }
}

export const stringDecoder: BindingFactory = ({ skeleton }) => ({
  ...skeleton('string_decoder'),
  decode(state: State, input: ArrayBufferView): string {
    let data = bytesOf(input);
    let text = '';
    if (state[MISSING]! > 0) {
      data = data.subarray(complete(state, data));
      if (state[MISSING] === 0) text = takeCompleted(state);
    }
    if (data.length === 0) return text;
    const held = incompleteEnd(state, data);
    const whole = data.subarray(0, data.length - held);
    state.set(data.subarray(whole.length));
    state[BUFFERED] = held;
    return text + decodeText(whole, ENCODINGS[state[ENCODING]!]!);
  },
  flush(state: State): string {
    const encoding = ENCODINGS[state[ENCODING]!]!;
    let length = state[BUFFERED]!;
    if (encoding === 'utf16le') length -= length % 2;
    const text = decodeText(state.slice(0, length), encoding);
    state[BUFFERED] = state[MISSING] = 0;
    return text;
  },
});
