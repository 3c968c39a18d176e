/** internalBinding('buffer'): src/node_buffer.cc. */
import {
  bytesOf,
  decodeText,
  encodeText,
  parseEncoding,
  unshared,
  writeText,
  type Encoding,
} from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** Results of fill(). */
const FILL_ZERO_LENGTH = -1;
const FILL_OUT_OF_RANGE = -2;

/** Results of atob(). */
const ATOB_NOT_ENCODED = -1;
const ATOB_INVALID_CHARACTER = -2;

/** Bytes in UTF-8; a lone surrogate counts three, as the replacement character does. */
function byteLengthUtf8(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

function compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  if (a.length === b.length) return 0;
  return a.length < b.length ? -1 : 1;
}

/**
 * Where `needle` begins in `haystack`, at multiples of `step`: the first place at or after `offset`,
 * or the last at or before it. `end` closes the range that is searched.
 */
function indexOf(
  haystack: Uint8Array,
  needle: ArrayLike<number>,
  offset: number,
  forward: boolean,
  end = haystack.length,
  step = 1,
): number {
  const { length } = haystack;
  let from = offset < 0 ? offset + length : offset;
  if (from < 0) {
    if (!forward && needle.length > 0) return -1;
    from = 0;
  }
  if (needle.length === 0) return Math.min(from, length);
  if (needle.length < step || length < step) return -1;
  if (forward && from + needle.length > length) return -1; // with the offset as it was given
  from -= from % step;
  const last = Math.min(length, end) - needle.length;
  if (!forward) from = Math.min(from, last);
  for (let at = from; forward ? at <= last : at >= 0; at += forward ? step : -step) {
    let i = 0;
    while (i < needle.length && haystack[at + i] === needle[i]) i++;
    if (i === needle.length) return at;
  }
  return -1;
}

function swap(size: number) {
  return (buffer: Uint8Array) => {
    for (let i = 0; i < buffer.length; i += size) {
      bytesOf(buffer)
        .subarray(i, i + size)
        .reverse();
    }
    return buffer;
  };
}

const slice =
  (encoding: Encoding) =>
  (source: ArrayBufferView, start = 0, end = source.byteLength): string =>
    decodeText(bytesOf(source).subarray(start, end), encoding);

const write =
  (encoding: Encoding) =>
  (buffer: Uint8Array, text: string, offset = 0, length = buffer.length - offset): number =>
    writeText(buffer, text, offset, length, encoding);

function fill(
  target: Uint8Array,
  value: unknown,
  start: number,
  end: number,
  encoding: string,
): number | undefined {
  if (start < 0 || end < 0) {
    throw Object.assign(new RangeError('Index out of range'), { code: 'ERR_OUT_OF_RANGE' });
  }
  if (start > end || end > target.length) return FILL_OUT_OF_RANGE;
  if (start === end) return undefined;
  let pattern: Uint8Array;
  if (typeof value === 'string') {
    pattern = encodeText(value, parseEncoding(encoding));
  } else if (ArrayBuffer.isView(value)) {
    pattern = bytesOf(value);
  } else {
    bytesOf(target).fill(Number(value) & 0xff, start, end);
    return undefined;
  }
  if (pattern.length === 0) return FILL_ZERO_LENGTH;
  for (let i = start; i < end; i++) target[i] = pattern[(i - start) % pattern.length]!;
  return undefined;
}

/** Forgiving-base64 decode of the WHATWG: the text, or a negative number that names the error. */
function atobOrError(input: string): string | number {
  const text = input.replace(/[\t\n\f\r ]/g, '');
  if (/[^A-Za-z0-9+/=]/.test(text)) return ATOB_INVALID_CHARACTER;
  try {
    return atob(text);
  } catch {
    return ATOB_NOT_ENCODED;
  }
}

export const buffer: BindingFactory = ({ skeleton }) => ({
  ...skeleton('buffer'),
  setBufferPrototype() {},
  atob: atobOrError,
  btoa: (text: string) => (/[^\u0000-\u00ff]/.test(text) ? -1 : btoa(text)),
  byteLengthUtf8,
  copy(source: any, target: any, targetStart: number, sourceStart: number, length: number) {
    const bytes = bytesOf(source).subarray(sourceStart, sourceStart + length);
    bytesOf(target).set(bytes, targetStart);
    return bytes.length;
  },
  copyArrayBuffer(
    target: ArrayBufferLike,
    targetOffset: number,
    source: ArrayBufferLike,
    sourceOffset: number,
    length: number,
  ) {
    const bytes = new Uint8Array(source, sourceOffset, length);
    new Uint8Array(target, targetOffset, length).set(bytes);
  },
  compare: (a: Uint8Array, b: Uint8Array) => compare(bytesOf(a), bytesOf(b)),
  compareOffset: (
    source: Uint8Array,
    target: Uint8Array,
    targetStart: number,
    sourceStart: number,
    targetEnd: number,
    sourceEnd: number,
  ) =>
    compare(
      bytesOf(source).subarray(sourceStart, sourceEnd),
      bytesOf(target).subarray(targetStart, targetEnd),
    ),
  fill,
  indexOfBuffer: (
    haystack: Uint8Array,
    needle: Uint8Array,
    offset: number,
    encoding: number,
    forward: boolean,
    end?: number,
  ) => {
    const step = parseEncoding(encoding) === 'utf16le' ? 2 : 1;
    return indexOf(bytesOf(haystack), bytesOf(needle), offset, forward, end, step);
  },
  indexOfNumber: (
    haystack: Uint8Array,
    needle: number,
    offset: number,
    forward: boolean,
    end?: number,
  ) => indexOf(bytesOf(haystack), [needle & 0xff], offset, forward, end),
  indexOfString: (
    haystack: Uint8Array,
    needle: string,
    offset: number,
    encoding: number,
    forward: boolean,
    end?: number,
  ) => {
    const name = parseEncoding(encoding);
    const step = name === 'utf16le' ? 2 : 1;
    return indexOf(bytesOf(haystack), encodeText(needle, name), offset, forward, end, step);
  },
  createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
  /** Addresses are not known; every buffer here begins at one that is aligned enough. */
  arrayBufferAlignedOffset: () => 0,
  swap16: swap(2),
  swap32: swap(4),
  swap64: swap(8),
  isUtf8(source: ArrayBufferView) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(unshared(bytesOf(source)));
      return true;
    } catch {
      return false;
    }
  },
  isAscii: (source: ArrayBufferView) => bytesOf(source).every((byte) => byte < 0x80),
  asciiSlice: slice('ascii'),
  base64Slice: slice('base64'),
  base64urlSlice: slice('base64url'),
  hexSlice: slice('hex'),
  latin1Slice: slice('latin1'),
  ucs2Slice: slice('utf16le'),
  utf8Slice: slice('utf8'),
  base64Write: write('base64'),
  base64urlWrite: write('base64url'),
  hexWrite: write('hex'),
  ucs2Write: write('utf16le'),
  asciiWriteStatic: write('latin1'),
  latin1WriteStatic: write('latin1'),
  utf8WriteStatic: write('utf8'),
  setDetachKey() {},
});
