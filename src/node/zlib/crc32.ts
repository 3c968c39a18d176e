const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** CRC-32 as in gzip; `crc`: that of what came before. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let rest = ~crc;
  for (let at = 0; at < bytes.length; at++) {
    rest = (rest >>> 8) ^ TABLE[(rest ^ bytes[at]!) & 0xff]!;
  }
  return ~rest >>> 0;
}
