/** HPACK (RFC 7541): header blocks of HTTP/2. Names and values are bytes, as latin1 text. */
import { STATIC_TABLE } from './hpack-tables.ts';
import { huffmanDecode, huffmanEncode, huffmanLength } from './huffman.ts';

export interface Header {
  name: string;
  value: string;
  /** No table keeps it, on the whole way. */
  sensitive: boolean;
}

export class CompressionError extends Error {}

const ENTRY_OVERHEAD = 32;
/** As nghttp2 has it: what differs each time is in no table, and secrets are never. */
const NOT_INDEXED = new Set([
  ':path',
  'age',
  'content-length',
  'etag',
  'if-modified-since',
  'if-none-match',
  'location',
  'set-cookie',
]);
const SHORT_COOKIE = 20;
const isSecret = ({ name, value, sensitive }: Header): boolean =>
  sensitive || name === 'authorization' || (name === 'cookie' && value.length < SHORT_COOKIE);

const DEFAULT_TABLE_SIZE = 4096;
const FIRST_DYNAMIC = STATIC_TABLE.length;

class DynamicTable {
  readonly entries: (readonly [name: string, value: string])[] = [];
  size = 0;
  max = DEFAULT_TABLE_SIZE;

  add(name: string, value: string): void {
    this.entries.unshift([name, value]);
    this.size += name.length + value.length + ENTRY_OVERHEAD;
    this.#evict();
  }
  resize(max: number): void {
    this.max = max;
    this.#evict();
  }
  #evict(): void {
    while (this.size > this.max) {
      const [name, value] = this.entries.pop()!;
      this.size -= name.length + value.length + ENTRY_OVERHEAD;
    }
  }
}

const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
function toText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export class Deflater {
  readonly #table = new DynamicTable();
  /** Sizes that the next block must announce: the smallest since, and the last. */
  #announce: number[] = [];
  readonly #limit: number;

  /** `limit`: the table is never larger, whatever the other side allows. */
  constructor(limit = DEFAULT_TABLE_SIZE) {
    this.#limit = limit;
    if (limit < DEFAULT_TABLE_SIZE) this.resize(limit);
  }

  get tableSize(): number {
    return this.#table.size;
  }

  resize(max: number): void {
    const size = Math.min(max, this.#limit);
    if (size === this.#table.max) return;
    this.#table.resize(size);
    const least = Math.min(size, ...this.#announce);
    this.#announce = least === size ? [size] : [least, size];
  }

  encode(headers: readonly Header[]): Uint8Array {
    const out: number[] = [];
    for (const size of this.#announce.splice(0)) pushInteger(out, size, 5, 0x20);
    for (const header of headers) this.#encode(out, header);
    return Uint8Array.from(out);
  }

  #encode(out: number[], header: Header): void {
    const { name, value } = header;
    const sensitive = isSecret(header);
    const exact = sensitive ? 0 : this.#find((entry) => entry[0] === name && entry[1] === value);
    if (exact > 0) return pushInteger(out, exact, 7, 0x80);
    const index = this.#find((entry) => entry[0] === name);
    const size = name.length + value.length + ENTRY_OVERHEAD;
    const fits = size <= (this.#table.max * 3) / 4 && !NOT_INDEXED.has(name);
    if (sensitive) pushInteger(out, index, 4, 0x10);
    else if (fits) pushInteger(out, index, 6, 0x40);
    else pushInteger(out, index, 4, 0);
    if (index === 0) pushString(out, name);
    pushString(out, value);
    if (fits && !sensitive) this.#table.add(name, value);
  }

  #find(matches: (entry: readonly [string, string]) => boolean): number {
    const fixed = STATIC_TABLE.findIndex((entry, i) => i > 0 && matches(entry));
    if (fixed > 0) return fixed;
    const dynamic = this.#table.entries.findIndex(matches);
    return dynamic < 0 ? 0 : FIRST_DYNAMIC + dynamic;
  }
}

export class Inflater {
  readonly #table = new DynamicTable();
  #limit = DEFAULT_TABLE_SIZE;

  get tableSize(): number {
    return this.#table.size;
  }

  /** What this side has announced, and the other has acknowledged. */
  limit(max: number): void {
    this.#limit = max;
    if (this.#table.max > max) this.#table.resize(max);
  }

  /** Throws `CompressionError`. */
  decode(block: Uint8Array): Header[] {
    const headers: Header[] = [];
    const reader = new Reader(block);
    while (!reader.done) {
      const first = reader.peek();
      if (first & 0x80) {
        const [name, value] = this.#at(reader.integer(7));
        headers.push({ name, value, sensitive: false });
      } else if ((first & 0xe0) === 0x20) {
        const size = reader.integer(5);
        if (size > this.#limit) throw new CompressionError('the table is too large');
        this.#table.resize(size);
      } else {
        const indexed = (first & 0x40) !== 0;
        const index = reader.integer(indexed ? 6 : 4);
        const name = index === 0 ? reader.string() : this.#at(index)[0];
        const value = reader.string();
        if (indexed) this.#table.add(name, value);
        headers.push({ name, value, sensitive: (first & 0xf0) === 0x10 });
      }
    }
    return headers;
  }

  #at(index: number): readonly [string, string] {
    const entry =
      index < FIRST_DYNAMIC ? STATIC_TABLE[index] : this.#table.entries[index - FIRST_DYNAMIC];
    if (!entry || index === 0) throw new CompressionError('there is no such entry');
    return entry;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }
  peek(): number {
    if (this.done) throw new CompressionError('the block ends too early');
    return this.#bytes[this.#at]!;
  }
  integer(prefix: number): number {
    const mask = 2 ** prefix - 1;
    let value = this.peek() & mask;
    this.#at++;
    if (value < mask) return value;
    for (let shift = 0; ; shift += 7) {
      const byte = this.peek();
      this.#at++;
      value += (byte & 0x7f) * 2 ** shift;
      if (value > 2 ** 32) throw new CompressionError('the integer is too large');
      if ((byte & 0x80) === 0) return value;
    }
  }
  string(): string {
    const huffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new CompressionError('the block ends too early');
    this.#at += length;
    const decoded = huffman ? huffmanDecode(bytes) : bytes;
    if (!decoded) throw new CompressionError('no Huffman code');
    return toText(decoded);
  }
}

function pushInteger(out: number[], value: number, prefix: number, flags: number): void {
  const mask = 2 ** prefix - 1;
  if (value < mask) {
    out.push(flags | value);
    return;
  }
  out.push(flags | mask);
  for (value -= mask; value >= 0x80; value = Math.floor(value / 0x80)) {
    out.push((value % 0x80) | 0x80);
  }
  out.push(value);
}

function pushString(out: number[], text: string): void {
  const bytes = toBytes(text);
  const shorter = huffmanLength(bytes) < bytes.length;
  const encoded = shorter ? huffmanEncode(bytes) : bytes;
  pushInteger(out, encoded.length, 7, shorter ? 0x80 : 0);
  for (const byte of encoded) out.push(byte);
}
