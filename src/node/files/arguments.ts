/** What node_file.cc itself demands of its arguments, where lib leaves that to it. */
import type { Thread } from '../thread/thread.ts';

const INT32_MAX = 2 ** 31 - 1;

function coded(Class: new (message: string) => Error, code: string, message: string): Error {
  return Object.assign(new Class(message), { code });
}

/** A descriptor: any number that can be one. */
export function descriptorOf(thread: Thread, fd: unknown): number {
  if (typeof fd !== 'number') {
    const { determineSpecificType } = thread.require('internal/errors');
    const message = `The "fd" argument must be of type number. Received ${determineSpecificType(fd)}`;
    throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', message);
  }
  if (Number.isInteger(fd) && fd >= 0 && fd <= INT32_MAX) return fd;
  const range = Number.isInteger(fd) ? `>= 0 && <= ${INT32_MAX}` : 'an integer';
  const message = `The value of "fd" is out of range. It must be ${range}. Received ${fd}`;
  throw coded(RangeError, 'ERR_OUT_OF_RANGE', message);
}

/** The mode of access() and copyFile(): three bits, none if it is missing. */
export function threeBitsOf(mode: unknown): number {
  if (mode === undefined || mode === null) return 0;
  if (typeof mode !== 'number') {
    throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined');
  }
  const bits = Math.trunc(mode);
  if (bits >= 0 && bits <= 7) return bits;
  throw coded(RangeError, 'ERR_OUT_OF_RANGE', 'mode is out of range: >= 0 && <= 7');
}
