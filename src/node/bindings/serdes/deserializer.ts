/** v8.Deserializer: reads V8's wire format. */
import { ERROR_PROTOTYPES, ERROR_TAG, REGEXP_FLAGS, TAG, VERSION, VIEW_TAGS } from './format.ts';

const FAILURE = 'Unable to deserialize cloned data.';
/** From this version on a view has flags. */
const VIEW_FLAGS_VERSION = 14;

export class Deserializer {
  readonly buffer: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #version = 0;
  readonly #objects: unknown[] = [];
  readonly #transferred = new Map<number, ArrayBuffer | SharedArrayBuffer>();

  constructor(source: Uint8Array) {
    if (!ArrayBuffer.isView(source)) {
      const message = 'buffer must be a TypedArray or a DataView';
      throw Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    this.buffer = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  readHeader(): boolean {
    if (this.#peek() === TAG.version) {
      this.#at++;
      this.#version = this.readUint32();
      if (this.#version <= VERSION) return true;
    }
    throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
  }

  getWireFormatVersion(): number {
    return this.#version;
  }

  transferArrayBuffer(id: number, buffer: ArrayBuffer | SharedArrayBuffer): void {
    this.#transferred.set(id, buffer);
  }

  readUint32(): number {
    return Number(this.#readVarint() & 0xffffffffn);
  }

  readUint64(): [high: number, low: number] {
    const value = this.#readVarint();
    return [Number(value >> 32n), Number(value & 0xffffffffn)];
  }

  readDouble(): number {
    return this.#view.getFloat64(this.#skip(8), true);
  }

  /** Where `length` raw bytes begin in `buffer`. */
  _readRawBytes(length: number): number {
    return this.#skip(length);
  }

  readValue(): unknown {
    let tag = this.#readByte();
    while (tag === TAG.padding) tag = this.#readByte();
    switch (tag) {
      case TAG.undefined:
        return undefined;
      case TAG.null:
        return null;
      case TAG.true:
        return true;
      case TAG.false:
        return false;
      case TAG.int32: {
        const value = this.readUint32();
        return (value >>> 1) ^ -(value & 1);
      }
      case TAG.uint32:
        return this.readUint32();
      case TAG.double:
        return this.readDouble();
      case TAG.bigint:
        return this.#readBigInt();
      case TAG.utf8String:
      case TAG.oneByteString:
      case TAG.twoByteString:
        return this.#readString(tag);
      case TAG.reference:
        return this.#objects[this.readUint32()];
      default:
        return this.#readObject(tag);
    }
  }

  #readObject(tag: number): unknown {
    switch (tag) {
      case TAG.object: {
        const object = this.#remember({});
        this.#readProperties(object, TAG.endObject);
        this.readUint32();
        return object;
      }
      case TAG.denseArray:
        return this.#readDenseArray();
      case TAG.sparseArray: {
        const array = this.#remember(new Array<unknown>(this.readUint32()));
        this.#readProperties(array, TAG.endSparseArray);
        this.readUint32();
        this.readUint32();
        return array;
      }
      case TAG.date:
        return this.#remember(new Date(this.readDouble()));
      case TAG.trueObject:
        return this.#remember(Object(true));
      case TAG.falseObject:
        return this.#remember(Object(false));
      case TAG.numberObject:
        return this.#remember(Object(this.readDouble()));
      case TAG.bigintObject:
        return this.#remember(Object(this.#readBigInt()));
      case TAG.stringObject:
        return this.#remember(Object(this.readValue()));
      case TAG.regExp: {
        const source = this.readValue() as string;
        const bits = this.readUint32();
        const flags = REGEXP_FLAGS.filter(([, bit]) => bits & bit).map(([flag]) => flag);
        return this.#remember(new RegExp(source, flags.join('')));
      }
      case TAG.map: {
        const map = this.#remember(new Map<unknown, unknown>());
        while (this.#peek() !== TAG.endMap) map.set(this.readValue(), this.readValue());
        this.#at++;
        this.readUint32();
        return map;
      }
      case TAG.set: {
        const set = this.#remember(new Set<unknown>());
        while (this.#peek() !== TAG.endSet) set.add(this.readValue());
        this.#at++;
        this.readUint32();
        return set;
      }
      case TAG.error:
        return this.#readError();
      case TAG.hostObject: {
        const index = this.#objects.push(undefined) - 1;
        const delegate = this as unknown as { _readHostObject?(): unknown };
        if (!delegate._readHostObject) throw new Error(FAILURE);
        return (this.#objects[index] = delegate._readHostObject());
      }
      case TAG.arrayBuffer: {
        const length = this.readUint32();
        const from = this.#skip(length) + this.#view.byteOffset;
        const bytes = new Uint8Array(this.#view.buffer, from, length);
        return this.#maybeView(new Uint8Array(bytes).buffer);
      }
      case TAG.transferredArrayBuffer:
      case TAG.sharedArrayBuffer: {
        const buffer = this.#transferred.get(this.readUint32());
        if (!buffer) throw new Error(FAILURE);
        return this.#maybeView(buffer);
      }
      default:
        throw new Error(FAILURE);
    }
  }

  #remember<T>(object: T): T {
    this.#objects.push(object);
    return object;
  }

  #peek(): number | undefined {
    return this.#at < this.#view.byteLength ? this.#view.getUint8(this.#at) : undefined;
  }

  #readByte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  #skip(count: number): number {
    const at = this.#at;
    if (at + count > this.#view.byteLength) throw new Error(FAILURE);
    this.#at += count;
    return at;
  }

  #readVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#readByte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  #readBigInt(): bigint {
    const bits = this.readUint32();
    let value = 0n;
    const length = bits >>> 1;
    const from = this.#skip(length);
    for (let i = length - 1; i >= 0; i--)
      value = (value << 8n) | BigInt(this.#view.getUint8(from + i));
    return bits & 1 ? -value : value;
  }

  #readString(tag: number): string {
    const length = this.readUint32();
    const from = this.#skip(length) + this.#view.byteOffset;
    const bytes = new Uint8Array(this.#view.buffer, from, length).slice();
    if (tag === TAG.utf8String) return new TextDecoder().decode(bytes);
    const codes = tag === TAG.twoByteString ? new Uint16Array(bytes.buffer) : bytes;
    let text = '';
    for (const unit of codes) text += String.fromCharCode(unit);
    return text;
  }

  #readProperties(object: object, end: number): void {
    for (;;) {
      if (this.#peek() === end) return void this.#at++;
      const key = this.readValue() as PropertyKey;
      Object.defineProperty(object, key, {
        value: this.readValue(),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
  }

  #readDenseArray(): unknown[] {
    const length = this.readUint32();
    const array = this.#remember(new Array<unknown>(length));
    for (let i = 0; i < length; i++) {
      if (this.#peek() === TAG.hole) this.#at++;
      else array[i] = this.readValue();
    }
    this.#readProperties(array, TAG.endDenseArray);
    this.readUint32();
    this.readUint32();
    return array;
  }

  #readError(): Error {
    const index = this.#objects.push(undefined) - 1;
    let name = 'Error';
    const own: Record<string, unknown> = {};
    for (let tag = this.#readByte(); tag !== ERROR_TAG.end; tag = this.#readByte()) {
      if (tag === ERROR_TAG.message) own['message'] = this.readValue();
      else if (tag === ERROR_TAG.cause) own['cause'] = this.readValue();
      else if (tag === ERROR_TAG.stack) own['stack'] = this.readValue();
      else name = ERROR_PROTOTYPES[tag] ?? name;
    }
    const Class = (globalThis as unknown as Record<string, ErrorConstructor>)[name]!;
    const error = new Class();
    for (const [key, value] of Object.entries(own)) {
      Object.defineProperty(error, key, { value, configurable: true, writable: true });
    }
    return (this.#objects[index] = error);
  }

  /** A buffer that is followed by a view of it stands for the view. */
  #maybeView(buffer: ArrayBuffer | SharedArrayBuffer): unknown {
    this.#remember(buffer);
    if (this.#peek() !== TAG.view) return buffer;
    this.#at++;
    const name = VIEW_TAGS[this.#readByte()]!;
    const byteOffset = this.readUint32();
    const byteLength = this.readUint32();
    if (this.#version >= VIEW_FLAGS_VERSION) this.readUint32();
    const Class = (globalThis as any)[name];
    return this.#remember(
      new Class(buffer, byteOffset, byteLength / (Class.BYTES_PER_ELEMENT ?? 1)),
    );
  }
}
