/**
 * One stream of deflate or inflate, on pako's port of zlib: ZlibContext of src/node_zlib.cc. Its
 * state is plain data, so that it can go to a pool worker with each write and come back.
 */
import {
  ZStream,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
} from 'pako';
import { deflateParams } from './deflate-params.ts';

/** node_zlib_mode. */
const NONE = 0;
const DEFLATE = 1;
const INFLATE = 2;
const GZIP = 3;
const GUNZIP = 4;
const DEFLATERAW = 5;
const INFLATERAW = 6;
const UNZIP = 7;

const Z_FINISH = 4;
const Z_OK = 0;
const Z_STREAM_END = 1;
const Z_NEED_DICT = 2;
const Z_DATA_ERROR = -3;
const Z_BUF_ERROR = -5;
const Z_DEFLATED = 8;

const GZIP_HEADER = [0x1f, 0x8b];

const CODES: Record<number, string> = {
  0: 'Z_OK',
  1: 'Z_STREAM_END',
  2: 'Z_NEED_DICT',
  [-1]: 'Z_ERRNO',
  [-2]: 'Z_STREAM_ERROR',
  [-3]: 'Z_DATA_ERROR',
  [-4]: 'Z_MEM_ERROR',
  [-5]: 'Z_BUF_ERROR',
  [-6]: 'Z_VERSION_ERROR',
};

const NOTHING = new Uint8Array(0);

export interface ZlibState {
  mode: number;
  windowBits: number;
  level: number;
  memLevel: number;
  strategy: number;
  dictionary?: Uint8Array;
  /** Nothing may follow the end: lib says so when it sees that input is left. */
  rejectGarbageAfterEnd: boolean;
  /** Present from the first use on, as zlib's memory is. */
  strm?: ZStream;
  flush: number;
  err: number;
  /** UNZIP: how much of gzip's magic number has been seen. */
  gzipIdBytesRead: number;
}

/** What lib's `onerror` is called with. */
export type ZlibError = [message: string, errno: number, code: string];

export function zlibState(
  options: Omit<ZlibState, 'strm' | 'flush' | 'err' | 'gzipIdBytesRead'>,
): ZlibState {
  return { ...options, flush: 0, err: Z_OK, gzipIdBytesRead: 0 };
}

function errorFor(state: ZlibState, message: string): ZlibError {
  return [state.strm?.msg || message, state.err, CODES[state.err]!];
}

const isDeflate = ({ mode }: ZlibState) => mode === DEFLATE || mode === GZIP || mode === DEFLATERAW;

/** zlib's window bits also say which wrapper is meant. */
function windowBits({ mode, windowBits }: ZlibState): number {
  if (mode === GZIP || mode === GUNZIP) return windowBits + 16;
  if (mode === UNZIP) return windowBits + 32;
  return mode === DEFLATERAW || mode === INFLATERAW ? -windowBits : windowBits;
}

let tablesMade = false;

/** pako makes its static trees when a stream begins, which it may have done in another realm. */
function makeTables(): void {
  if (!tablesMade) zlibDeflateInit2(new ZStream(), 1, Z_DEFLATED, 9, 1, 0);
  tablesMade = true;
}

/** False if zlib refuses the parameters. */
function initialize(state: ZlibState): boolean {
  makeTables();
  if (state.strm) return true;
  const strm = new ZStream();
  const bits = windowBits(state);
  const { level, memLevel, strategy } = state;
  state.err = isDeflate(state)
    ? zlibDeflateInit2(strm, level, Z_DEFLATED, bits, memLevel, strategy as 0)
    : zlibInflateInit2(strm, bits);
  if (state.err !== Z_OK) {
    delete state.dictionary;
    state.mode = NONE;
    return false;
  }
  state.strm = strm;
  setDictionary(state);
  return true;
}

function setDictionary(state: ZlibState): ZlibError | undefined {
  const { dictionary, strm, mode } = state;
  if (!dictionary) return undefined;
  state.err = Z_OK;
  if (mode === DEFLATE || mode === DEFLATERAW) {
    state.err = zlibDeflateSetDictionary(strm!, dictionary);
  } else if (mode === INFLATERAW) {
    state.err = zlibInflateSetDictionary(strm!, dictionary);
  }
  return state.err === Z_OK ? undefined : errorFor(state, 'Failed to set dictionary');
}

export function reset(state: ZlibState): ZlibError | undefined {
  if (!initialize(state)) return errorFor(state, 'Failed to init stream before reset');
  state.strm!.msg = '';
  state.err = isDeflate(state) ? zlibDeflateReset(state.strm!) : zlibInflateReset(state.strm!);
  return state.err === Z_OK ? setDictionary(state) : errorFor(state, 'Failed to reset stream');
}

export function setParams(
  state: ZlibState,
  level: number,
  strategy: number,
): ZlibError | undefined {
  if (!initialize(state)) return errorFor(state, 'Failed to init stream before set parameters');
  const takesParams = state.mode === DEFLATE || state.mode === DEFLATERAW;
  state.err = takesParams ? deflateParams(state.strm!, level, strategy) : Z_OK;
  if (state.err === Z_OK || state.err === Z_BUF_ERROR) return undefined;
  return errorFor(state, 'Failed to set parameters');
}

/** UNZIP: the first two bytes decide what it is. */
function sniff(state: ZlibState, input: Uint8Array): void {
  for (const byte of input) {
    if (byte !== GZIP_HEADER[state.gzipIdBytesRead]) {
      state.mode = INFLATE;
      return;
    }
    if (++state.gzipIdBytesRead === GZIP_HEADER.length) {
      state.mode = GUNZIP;
      return;
    }
  }
}

function inflateAll(state: ZlibState, strm: ZStream, input: Uint8Array): void {
  if (state.mode === UNZIP) sniff(state, input);
  const flush = state.flush as 0;
  state.err = zlibInflate(strm, flush);
  // That of a raw stream was set when it began.
  if (state.mode !== INFLATERAW && state.err === Z_NEED_DICT && state.dictionary) {
    state.err = zlibInflateSetDictionary(strm, state.dictionary);
    if (state.err === Z_OK) state.err = zlibInflate(strm, flush);
    // Tells a wrong dictionary from bad input.
    else if (state.err === Z_DATA_ERROR) state.err = Z_NEED_DICT;
  }
  // What follows may be another member of the same archive. Zeros are padding.
  while (
    strm.avail_in > 0 &&
    !state.rejectGarbageAfterEnd &&
    state.mode === GUNZIP &&
    state.err === Z_STREAM_END &&
    input[strm.next_in] !== 0
  ) {
    reset(state);
    state.err = zlibInflate(strm, flush);
  }
}

/** Reads from `input` and fills `output` as far as it can: DoThreadPoolWork. */
export function work(
  state: ZlibState,
  flush: number,
  input: Uint8Array,
  output: Uint8Array,
): { availIn: number; availOut: number } {
  state.flush = flush;
  if (!initialize(state)) return { availIn: input.length, availOut: output.length };
  const strm = state.strm!;
  strm.input = input;
  strm.next_in = 0;
  strm.avail_in = input.length;
  strm.output = output as Uint8Array<ArrayBuffer>;
  strm.next_out = 0;
  strm.avail_out = output.length;
  if (isDeflate(state)) state.err = zlibDeflate(strm, flush as 0);
  else inflateAll(state, strm, input);
  // What it is given must not be kept.
  strm.input = strm.output = NOTHING;
  strm.next_in = strm.next_out = 0;
  return { availIn: strm.avail_in, availOut: strm.avail_out };
}

/** What went wrong in the last `work`, if anything: GetErrorInfo. */
export function errorOf(state: ZlibState): ZlibError | undefined {
  switch (state.err) {
    case Z_OK:
    case Z_BUF_ERROR:
      if (state.strm!.avail_out !== 0 && state.flush === Z_FINISH) {
        return errorFor(state, 'unexpected end of file');
      }
      return undefined;
    case Z_STREAM_END:
      return undefined;
    case Z_NEED_DICT:
      return errorFor(state, state.dictionary ? 'Bad dictionary' : 'Missing dictionary');
    default:
      return errorFor(state, 'Zlib error');
  }
}
