/** What a frame or a header block must not be. */
import { Code, Flag, type FrameHeader } from './frames.ts';
import type { Header } from './hpack.ts';
import type { StreamState } from './state.ts';

/** A violation that ends the session. */
export class ConnectionError extends Error {
  readonly code: number;
  constructor(code: number) {
    super();
    this.code = code;
  }
}

const REQUIRED = [':method', ':scheme', ':path'];

export function word(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at);
}

export function unpad({ flags }: FrameHeader, payload: Uint8Array): Uint8Array {
  if (!(flags & Flag.PADDED)) return payload;
  const padding = payload[0]!;
  if (padding >= payload.length) throw new ConnectionError(Code.PROTOCOL_ERROR);
  return payload.subarray(1, payload.length - padding);
}

/** nghttp2 leaves such fields out when it is told to go on. */
export function isInvalid({ name, value }: Header, lenient: boolean): boolean {
  if (name === '' || /[^\x21-\x7e]|[A-Z]/.test(name)) return true;
  return /[\0\r\n]/.test(value) || (!lenient && /^[ \t]|[ \t]$/.test(value));
}

export function isBadPseudo({ name, value }: Header): boolean {
  return name === ':path' && /[^\x21-\x7e\x80-\xff]/.test(value);
}

export function lacks(headers: Header[]): boolean {
  const has = (name: string) => headers.some((header) => header.name === name);
  const isConnect = headers.some(({ name, value }) => name === ':method' && value === 'CONNECT');
  return isConnect ? false : !REQUIRED.every(has);
}

export function mismatches({ contentLength, received }: StreamState, ends: boolean): boolean {
  if (contentLength === undefined) return false;
  return ends ? received !== contentLength : received > contentLength;
}
