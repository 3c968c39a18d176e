/**
 * A stream's work in the thread pool. Its tables and its window are in shared memory, so that only
 * a few numbers travel with each write.
 */
import { work, type ZlibState } from './zlib-context.ts';

/** Smaller arrays are copied as fast. */
const WORTH_SHARING = 1024;

/** Moves the large arrays of a stream into shared memory; those that are one stay one. */
export function shareMemory(state: ZlibState): ZlibState {
  const moved = new Map<object, object>();
  const move = (value: object): object => {
    if (ArrayBuffer.isView(value)) return shared(value as Uint8Array);
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== 'object' || inner === null) continue;
      if (!moved.has(inner)) {
        moved.set(inner, inner); // as far as what is inside it is concerned
        moved.set(inner, move(inner));
      }
      (value as Record<string, unknown>)[key] = moved.get(inner);
    }
    return value;
  };
  return move(state) as ZlibState;
}

function shared(array: Uint8Array): Uint8Array {
  if (array.byteLength < WORTH_SHARING || array.buffer instanceof SharedArrayBuffer) return array;
  const Kind = array.constructor as Uint8ArrayConstructor;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy as unknown as Uint8Array;
}

export interface ZlibDone {
  state: ZlibState;
  output: Uint8Array;
  availIn: number;
  availOut: number;
}

/** `room`: how many bytes of output may come. */
function zlib(state: ZlibState, flush: number, input: Uint8Array, room: number): ZlibDone {
  const output = new Uint8Array(room);
  const { availIn, availOut } = work(state, flush, input, output);
  const used = output.slice(0, room - availOut);
  return { state: shareMemory(state), output: used, availIn, availOut };
}

export const zlibJobs = { zlib };
