/** Frames of HTTP/2 (RFC 9113, 4 and 6), and what nghttp2 calls their errors. */

export const Type = {
  DATA: 0,
  HEADERS: 1,
  PRIORITY: 2,
  RST_STREAM: 3,
  SETTINGS: 4,
  PUSH_PROMISE: 5,
  PING: 6,
  GOAWAY: 7,
  WINDOW_UPDATE: 8,
  CONTINUATION: 9,
  ALTSVC: 10,
  ORIGIN: 12,
} as const;

export const Flag = { END_STREAM: 1, ACK: 1, END_HEADERS: 4, PADDED: 8, PRIORITY: 32 } as const;

/** Error codes of RST_STREAM and GOAWAY. */
export const Code = {
  NO_ERROR: 0,
  PROTOCOL_ERROR: 1,
  INTERNAL_ERROR: 2,
  FLOW_CONTROL_ERROR: 3,
  STREAM_CLOSED: 5,
  FRAME_SIZE_ERROR: 6,
  REFUSED_STREAM: 7,
  COMPRESSION_ERROR: 9,
  ENHANCE_YOUR_CALM: 11,
} as const;

/** nghttp2's own, which are negative. */
export const Failure = {
  INVALID_ARGUMENT: -501,
  PROTO: -505,
  STREAM_ID_NOT_AVAILABLE: -509,
  STREAM_CLOSED: -510,
  START_STREAM_NOT_ALLOWED: -516,
  FRAME_SIZE_ERROR: -522,
  TOO_MANY_SETTINGS: -537,
  HTTP_MESSAGING: -532,
  PUSH_DISABLED: -528,
  FLOW_CONTROL: -524,
  HEADER_COMP: -523,
  SESSION_CLOSING: -530,
  FLOODED: -904,
  BAD_CLIENT_MAGIC: -903,
} as const;

/** What nghttp2 calls a violation that has such a code. */
export function failureOf(code: number): number {
  switch (code) {
    case Code.STREAM_CLOSED:
      return Failure.STREAM_CLOSED;
    case Code.FRAME_SIZE_ERROR:
      return Failure.FRAME_SIZE_ERROR;
    case Code.FLOW_CONTROL_ERROR:
      return Failure.FLOW_CONTROL;
    case Code.COMPRESSION_ERROR:
      return Failure.HEADER_COMP;
    case Code.ENHANCE_YOUR_CALM:
      return Failure.TOO_MANY_SETTINGS;
    default:
      return Failure.PROTO;
  }
}

/** The code for why a frame could not be sent (TranslateNghttp2ErrorCode). */
export function codeOf(failure: number): number {
  const codes = Object.values(Code).filter((code) => code > Code.INTERNAL_ERROR);
  return codes.find((code) => failureOf(code) === failure) ?? Code.INTERNAL_ERROR;
}

export const Setting = {
  HEADER_TABLE_SIZE: 1,
  ENABLE_PUSH: 2,
  MAX_CONCURRENT_STREAMS: 3,
  INITIAL_WINDOW_SIZE: 4,
  MAX_FRAME_SIZE: 5,
  MAX_HEADER_LIST_SIZE: 6,
  ENABLE_CONNECT_PROTOCOL: 8,
} as const;

export const HEADER_BYTES = 9;
export const MAX_STREAM_ID = 2 ** 31 - 1;
export const MAX_WINDOW = 2 ** 31 - 1;
export const CLIENT_MAGIC = new TextEncoder().encode('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export interface FrameHeader {
  length: number;
  type: number;
  flags: number;
  id: number;
}

function frameHeader(length: number, type: number, flags: number, id: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length * 256 + type);
  bytes[4] = flags;
  view.setUint32(5, id);
  return bytes;
}

export function parseFrameHeader(bytes: Uint8Array): FrameHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const first = view.getUint32(0);
  return {
    length: Math.floor(first / 256),
    type: first & 0xff,
    flags: bytes[4]!,
    id: view.getUint32(5) & MAX_STREAM_ID,
  };
}

export function frame(
  type: number,
  flags: number,
  id: number,
  ...payload: Uint8Array[]
): Uint8Array {
  const length = payload.reduce((sum, part) => sum + part.length, 0);
  return join([frameHeader(length, type, flags, id), ...payload]);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function uint32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, i) => new DataView(bytes.buffer).setUint32(4 * i, value));
  return bytes;
}

export type SettingEntry = readonly [id: number, value: number];

export function packSettings(entries: readonly SettingEntry[]): Uint8Array {
  const bytes = new Uint8Array(6 * entries.length);
  const view = new DataView(bytes.buffer);
  entries.forEach(([id, value], i) => {
    view.setUint16(6 * i, id);
    view.setUint32(6 * i + 2, value);
  });
  return bytes;
}

export function unpackSettings(payload: Uint8Array): SettingEntry[] {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return Array.from({ length: payload.length / 6 }, (_, i) => [
    view.getUint16(6 * i),
    view.getUint32(6 * i + 2),
  ]);
}
