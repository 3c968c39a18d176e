/** deflateParams() of zlib, which pako leaves out. */
import { ZStream, zlibDeflate, zlibDeflateInit2 } from 'pako';

const Z_DEFLATED = 8;
const Z_BLOCK = 5;
const Z_OK = 0;
const Z_STREAM_ERROR = -2;
const Z_BUF_ERROR = -5;
/** last_flush of a stream that has compressed nothing yet. */
const UNUSED = -2;
const WINDOW_BITS = 9;
const MEM_LEVEL = 1;

/** What configures the search for matches; set by the level. */
const TUNING = ['max_lazy_match', 'good_match', 'nice_match', 'max_chain_length'] as const;

/** Which of the compressors a stream takes: configuration_table[level].func. */
function compressor(level: number): string {
  if (level === 0) return 'stored';
  return level <= 3 ? 'fast' : 'slow';
}

function slideHash({ head, prev, w_size: size }: Record<string, any>): void {
  for (const table of [head, prev] as Uint16Array[]) {
    table.forEach((position, i) => (table[i] = position >= size ? position - size : 0));
  }
}

/** Changes level (-1 to 9) and strategy of a stream; zlib's status. */
export function deflateParams(strm: ZStream, level: number, strategy: number): number {
  const { state } = strm;
  const fresh = new ZStream();
  const status = zlibDeflateInit2(
    fresh,
    level as 0,
    Z_DEFLATED,
    WINDOW_BITS,
    MEM_LEVEL,
    strategy as 0,
  );
  if (status !== Z_OK) return Z_STREAM_ERROR;
  const to = fresh.state.level as number;

  const changes = strategy !== state.strategy || compressor(to) !== compressor(state.level);
  if (changes && state.last_flush !== UNUSED) {
    // What has come in so far is compressed as before.
    const flushed = zlibDeflate(strm, Z_BLOCK);
    if (flushed === Z_STREAM_ERROR) return flushed;
    const pending = state.strstart - state.block_start + state.lookahead;
    if (strm.avail_in > 0 || pending > 0) return Z_BUF_ERROR;
  }
  if (state.level !== to) {
    if (state.level === 0 && state.matches !== 0) {
      // Stored blocks moved the window that often, and left the hashes behind.
      if (state.matches === 1) slideHash(state);
      else state.head.fill(0);
      state.matches = 0;
    }
    state.level = to;
    for (const name of TUNING) state[name] = fresh.state[name];
  }
  state.strategy = strategy;
  return Z_OK;
}
