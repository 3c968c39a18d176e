/** IP addresses as text and as bytes: uv_inet_pton, uv_inet_ntop. */

/** 4 bytes, or 16; both in network order. */
export type IPBytes = Uint8Array;

const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** `127.0.0.1` → 4 bytes; `::1` → 16 bytes (a zone such as `%eth0` is ignored); else undefined. */
export function parseIP(text: string): IPBytes | undefined {
  return text.includes(':') ? parseIPv6(text.replace(/%.*$/, '')) : parseIPv4(text);
}

export function parseIPv4(text: string): IPBytes | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part)))
    return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number <= 255) ? Uint8Array.from(numbers) : undefined;
}

export function parseIPv6(text: string): IPBytes | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupBytes);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 16 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 2 : missing !== 0) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])]);
}

/** `1:2:1.2.3.4` → 8 bytes. */
function groupBytes(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    if (i === groups.length - 1 && group.includes('.')) {
      const last = parseIPv4(group);
      if (!last) return undefined;
      bytes.push(...last);
    } else if (/^[\da-f]{1,4}$/i.test(group)) {
      const number = Number.parseInt(group, 16);
      bytes.push(number >> 8, number & 0xff);
    } else {
      return undefined;
    }
  }
  return bytes;
}

/** The text that inet_ntop gives: the longest run of zero groups is `::`. */
export function formatIP(bytes: IPBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  const mapped = unmapIPv4(bytes);
  if (mapped) return `::ffff:${mapped.join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16),
  );
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function longestZeros(groups: string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, i) => {
    if (group !== '0') start = i + 1;
    else if (i + 1 - start > longest.length) longest = { start, length: i + 1 - start };
  });
  return longest;
}

/** `::ffff:a.b.c.d` → `a.b.c.d`; undefined for every other address. */
export function unmapIPv4(bytes: IPBytes): IPBytes | undefined {
  const isMapped = bytes.length === 16 && MAPPED_PREFIX.every((byte, i) => bytes[i] === byte);
  return isMapped ? bytes.slice(12) : undefined;
}

/** `a.b.c.d` → `::ffff:a.b.c.d`. */
export function mapIPv4(bytes: IPBytes): IPBytes {
  return bytes.length === 16 ? bytes : Uint8Array.from([...MAPPED_PREFIX, ...bytes]);
}

/** -1, 0 or 1, for two addresses of one length. */
export function compareIP(a: IPBytes, b: IPBytes): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}
