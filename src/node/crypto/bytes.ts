import type { Thread } from '../thread/thread.ts';

/** Bytes as lib hands them over: validated, or the handle of a secret key. */
export type BytesLike = ArrayBufferView | ArrayBuffer | SharedArrayBuffer;

export function bytesOf(data: BytesLike): Uint8Array {
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  return new Uint8Array(data);
}

/** An ArrayBuffer of exactly these bytes. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** Output of a digest: a string in `encoding`, or a Buffer (without one, or an unknown one). */
export function encodeBytes(thread: Thread, bytes: Uint8Array, encoding: string | undefined) {
  const { Buffer } = thread.require('buffer');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return encoding && Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

/** Compares without telling by its time where a difference is. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a[at]! ^ b[at]!;
  return difference === 0;
}
