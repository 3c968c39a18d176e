/** The shared array of a new session's options (`optionsBuffer`): Http2Options of src/node_http2.cc. */

/** Places in the array; a bit for each that is set comes last. */
const MAX_DEFLATE_TABLE = 0;
const MAX_SEND_HEADER_BLOCK = 2;
const PEER_MAX_CONCURRENT_STREAMS = 3;
const PADDING_STRATEGY = 4;
const MAX_HEADER_PAIRS = 5;
const MAX_PINGS = 6;
const MAX_OUTSTANDING_SETTINGS = 7;
const MAX_SETTINGS = 9;
const LENIENT = 12;
const FLAGS = 13;

export interface Http2Options {
  maxDeflateTable: number;
  maxSendHeaderBlock: number;
  peerMaxConcurrentStreams: number;
  padding: number;
  maxHeaderPairs: number;
  maxPings: number;
  /** That wait for an acknowledgement. */
  maxOutstandingSettings: number;
  maxSettings: number;
  lenient: boolean;
}

export function readOptions(buffer: Uint32Array): Http2Options {
  const read = (place: number, otherwise: number): number =>
    buffer[FLAGS]! & (1 << place) ? buffer[place]! : otherwise;
  return {
    maxDeflateTable: read(MAX_DEFLATE_TABLE, 4096),
    maxSendHeaderBlock: read(MAX_SEND_HEADER_BLOCK, 65536),
    peerMaxConcurrentStreams: read(PEER_MAX_CONCURRENT_STREAMS, 100),
    padding: read(PADDING_STRATEGY, 0),
    maxHeaderPairs: read(MAX_HEADER_PAIRS, 128),
    maxPings: read(MAX_PINGS, 10),
    maxOutstandingSettings: read(MAX_OUTSTANDING_SETTINGS, 10),
    maxSettings: read(MAX_SETTINGS, 32),
    lenient: read(LENIENT, 0) === 1,
  };
}

const PADDING_ALIGNED = 1;
const PADDING_MAX = 2;

/** The length of a frame with its padding. */
export function pad(strategy: number, length: number, max: number): number {
  if (strategy === PADDING_MAX) return max;
  if (strategy !== PADDING_ALIGNED) return length;
  const over = (length + 9) % 8;
  return over === 0 ? length : Math.min(max, length + 8 - over);
}
