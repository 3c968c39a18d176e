/** Strings and bytes in the encodings of Buffer: src/string_bytes.cc. */

/** By number, as in `enum encoding` of node.h. */
export const ENCODINGS = [
  'ascii',
  'utf8',
  'base64',
  'utf16le',
  'latin1',
  'hex',
  'buffer',
  'base64url',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

const ALIASES: Record<string, Encoding> = {
  binary: 'latin1',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
  'utf-16le': 'utf16le',
  'utf-8': 'utf8',
};

/** ParseEncoding: by name in any case or by number; UTF-8 when it is neither. */
export function parseEncoding(encoding: unknown): Encoding {
  if (typeof encoding === 'number') return ENCODINGS[encoding] ?? 'utf8';
  const name = String(encoding ?? 'utf8').toLowerCase();
  if (name in ALIASES) return ALIASES[name]!;
  return (ENCODINGS as readonly string[]).includes(name) ? (name as Encoding) : 'utf8';
}

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of any ArrayBuffer, SharedArrayBuffer or view of one. */
export function bytesOf(source: ArrayBufferView | ArrayBufferLike): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** Bytes that TextDecoder takes: it refuses shared memory. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof SharedArrayBuffer
    ? new Uint8Array(bytes)
    : (bytes as Uint8Array<ArrayBuffer>);
}

function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192) as unknown as number[]);
  }
  return text;
}

function utf16Text(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    text += String.fromCharCode(bytes[i]! | (bytes[i + 1]! << 8));
  }
  return text;
}

function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function base64Text(bytes: Uint8Array): string {
  return btoa(latin1Text(bytes));
}

function base64urlText(bytes: Uint8Array): string {
  return base64Text(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** V8's String::kMaxLength. */
const MAX_STRING_LENGTH = 2 ** 29 - 24;

/** How many characters the bytes become, or at least become. */
function textLength(bytes: Uint8Array, encoding: Encoding): number {
  switch (encoding) {
    case 'hex':
      return bytes.length * 2;
    case 'utf16le':
      return bytes.length >> 1;
    case 'base64':
      return Math.ceil(bytes.length / 3) * 4;
    case 'base64url':
      return Math.ceil((bytes.length * 4) / 3);
    case 'utf8':
      return 0; // The decoder has the last word.
    default:
      return bytes.length;
  }
}

function tooLong(): Error {
  const error = new Error(
    `Cannot create a string longer than 0x${MAX_STRING_LENGTH.toString(16)} characters`,
  );
  return Object.assign(error, { code: 'ERR_STRING_TOO_LONG' });
}

/** Throws ERR_STRING_TOO_LONG for what no string can hold. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  if (bytes.length > MAX_STRING_LENGTH / 2 && textLength(bytes, encoding) > MAX_STRING_LENGTH) {
    throw tooLong();
  }
  switch (encoding) {
    case 'ascii':
      return latin1Text(bytes.map((byte) => byte & 0x7f));
    case 'latin1':
      return latin1Text(bytes);
    case 'utf16le':
      return utf16Text(bytes);
    case 'hex':
      return hexText(bytes);
    case 'base64':
      return base64Text(bytes);
    case 'base64url':
      return base64urlText(bytes);
    default:
      return decodeUtf8(bytes);
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  const text = utf8Decoder.decode(unshared(bytes));
  // Chromium's decoder gives nothing for what no string can hold.
  if (text === '' && bytes.length > MAX_STRING_LENGTH) throw tooLong();
  return text;
}

const BASE64 = new Int8Array(256).fill(-1);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((char, value) => {
  BASE64[char.charCodeAt(0)] = value;
});
BASE64['-'.charCodeAt(0)] = BASE64['+'.charCodeAt(0)]!;
BASE64['_'.charCodeAt(0)] = BASE64['/'.charCodeAt(0)]!;

/** Both alphabets, other characters skipped, ends at the first `=`: as Node decodes. */
function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) & 0xff; // of wider characters Node sees the low byte too
    if (code === 0x3d) break;
    const digit = BASE64[code]!;
    if (digit < 0) continue;
    value = (value << 6) | digit;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (value >> bits) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** Ends at the first pair that is not hexadecimal. */
function hexBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++) {
    const pair = text.slice(2 * i, 2 * i + 2);
    if (!/^[0-9a-f]{2}$/i.test(pair)) return bytes.subarray(0, i);
    bytes[i] = Number.parseInt(pair, 16);
  }
  return bytes;
}

function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function utf16Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit;
    bytes[2 * i + 1] = unit >> 8;
  }
  return bytes;
}

export function encodeText(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  switch (encoding) {
    case 'ascii':
    case 'latin1':
      return latin1Bytes(text);
    case 'utf16le':
      return utf16Bytes(text);
    case 'hex':
      return hexBytes(text);
    case 'base64':
    case 'base64url':
      return base64Bytes(text);
    default:
      return utf8Encoder.encode(text);
  }
}

/** Writes a string at `offset`, at most `length` bytes, whole characters only; returns how many. */
export function writeText(
  target: Uint8Array,
  text: string,
  offset: number,
  length: number,
  encoding: Encoding,
): number {
  const space = target.subarray(offset, Math.min(offset + length, target.length));
  if (encoding === 'utf8' && !(target.buffer instanceof SharedArrayBuffer)) {
    return utf8Encoder.encodeInto(text, space as Uint8Array<ArrayBuffer>).written;
  }
  let bytes = encodeText(text, encoding).subarray(0, space.length);
  if (encoding === 'utf16le') bytes = bytes.subarray(0, bytes.length & ~1);
  if (encoding === 'utf8') bytes = wholeUtf8(bytes, encodeText(text, 'utf8').length);
  space.set(bytes);
  return bytes.length;
}

/** Without the character that was cut off at the end. */
function wholeUtf8(bytes: Uint8Array<ArrayBuffer>, fullLength: number): Uint8Array<ArrayBuffer> {
  if (bytes.length === fullLength) return bytes;
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  const lead = bytes[end - 1] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return end - 1 + needed <= bytes.length ? bytes : bytes.subarray(0, end - 1);
}
