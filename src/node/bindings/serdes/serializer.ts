/** v8.Serializer: writes values in V8's wire format, with the delegates of src/node_serdes.cc. */
import {
  ERROR_PROTOTYPES,
  ERROR_TAG,
  REGEXP_FLAGS,
  TAG,
  tagOf,
  VERSION,
  VIEW_TAGS,
} from './format.ts';

/** What lib's subclasses and programs may define. */
interface Delegate {
  _getDataCloneError(message: string): Error;
  _getSharedArrayBufferId?(buffer: SharedArrayBuffer): number;
  _writeHostObject?(object: object): void;
}

export class Serializer {
  #bytes = new Uint8Array(256);
  #length = 0;
  readonly #ids = new Map<object, number>();
  readonly #transferred = new Map<ArrayBuffer, number>();
  #viewsAreHostObjects = false;

  writeHeader(): void {
    this.#writeByte(TAG.version);
    this.#writeByte(VERSION);
  }

  writeValue(value: unknown): boolean {
    switch (typeof value) {
      case 'undefined':
        this.#writeByte(TAG.undefined);
        return true;
      case 'boolean':
        this.#writeByte(value ? TAG.true : TAG.false);
        return true;
      case 'number':
        this.#writeNumber(value);
        return true;
      case 'bigint':
        this.#writeByte(TAG.bigint);
        this.#writeBigInt(value);
        return true;
      case 'string':
        this.#writeString(value);
        return true;
      case 'object':
        if (value === null) this.#writeByte(TAG.null);
        else this.#writeObject(value);
        return true;
      default:
        return this.#fail(value);
    }
  }

  releaseBuffer(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
  }

  transferArrayBuffer(id: number, buffer: ArrayBuffer): void {
    this.#transferred.set(buffer, id);
  }

  writeUint32(value: number): void {
    this.#writeVarint(BigInt(value >>> 0));
  }

  writeUint64(high: number, low: number): void {
    this.#writeVarint((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
  }

  writeDouble(value: number): void {
    const at = this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(at, value, true);
  }

  writeRawBytes(source: ArrayBufferView | ArrayBuffer): void {
    const bytes = ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source);
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  _setTreatArrayBufferViewsAsHostObjects(on: boolean): void {
    this.#viewsAreHostObjects = on;
  }

  #reserve(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return at;
  }

  #writeByte(byte: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = byte;
  }

  #writeVarint(value: bigint): void {
    for (; value >= 0x80n; value >>= 7n) this.#writeByte(Number(value & 0x7fn) | 0x80);
    this.#writeByte(Number(value));
  }

  #writeNumber(value: number): void {
    if (Number.isInteger(value) && value === (value | 0) && !Object.is(value, -0)) {
      this.#writeByte(TAG.int32);
      this.writeUint32((value << 1) ^ (value >> 31));
    } else {
      this.#writeByte(TAG.double);
      this.writeDouble(value);
    }
  }

  #writeBigInt(value: bigint): void {
    let rest = value < 0n ? -value : value;
    const digits: number[] = [];
    for (; rest > 0n; rest >>= 8n) digits.push(Number(rest & 0xffn));
    while (digits.length % 8 !== 0) digits.push(0);
    this.writeUint32((digits.length << 1) | (value < 0n ? 1 : 0));
    this.writeRawBytes(new Uint8Array(digits));
  }

  #writeString(value: string): void {
    const codes = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i));
    if (codes.every((unit) => unit < 0x100)) {
      this.#writeByte(TAG.oneByteString);
      this.writeUint32(codes.length);
      return this.writeRawBytes(new Uint8Array(codes));
    }
    const byteLength = 2 * codes.length;
    // The characters begin at an even offset.
    const varintLength = Math.ceil(Math.max(1, byteLength.toString(2).length) / 7);
    if ((this.#length + 1 + varintLength) % 2 === 1) this.#writeByte(TAG.padding);
    this.#writeByte(TAG.twoByteString);
    this.writeUint32(byteLength);
    this.writeRawBytes(new Uint16Array(codes));
  }

  #writeObject(object: object): void {
    if (ArrayBuffer.isView(object) && !this.#viewsAreHostObjects && !this.#ids.has(object)) {
      this.#writeObject(object.buffer);
    }
    const id = this.#ids.get(object);
    if (id !== undefined) {
      this.#writeByte(TAG.reference);
      return this.writeUint32(id);
    }
    this.#ids.set(object, this.#ids.size);
    if (Array.isArray(object)) return this.#writeArray(object);
    switch (Object.prototype.toString.call(object)) {
      case '[object Date]':
        this.#writeByte(TAG.date);
        return this.writeDouble((object as Date).getTime());
      case '[object RegExp]':
        return this.#writeRegExp(object as RegExp);
    }
    if (isError(object)) return this.#writeError(object);
    if (object instanceof Map) return this.#writeMap(object);
    if (object instanceof Set) return this.#writeSet(object);
    if (ArrayBuffer.isView(object)) return this.#writeView(object);
    if (object instanceof ArrayBuffer) return this.#writeArrayBuffer(object);
    if (typeof SharedArrayBuffer !== 'undefined' && object instanceof SharedArrayBuffer) {
      return this.#writeSharedArrayBuffer(object);
    }
    if (this.#writeBoxed(object)) return;
    if (['Promise', 'WeakMap', 'WeakSet', 'WeakRef'].some((name) => isInstance(object, name))) {
      this.#fail(object);
    }
    this.#writeByte(TAG.object);
    this.#writeByteAndCount(TAG.endObject, this.#writeProperties(object, Object.keys(object)));
  }

  #writeByteAndCount(tag: number, ...counts: number[]): void {
    this.#writeByte(tag);
    for (const count of counts) this.writeUint32(count);
  }

  /** Writes keys and values and gives their number. Integer keys are numbers. */
  #writeProperties(object: object, keys: string[]): number {
    let count = 0;
    for (const key of keys) {
      // A getter may have removed it.
      if (!Object.hasOwn(object, key)) continue;
      const isIndex = String(Number(key) >>> 0) === key && Number(key) < 2 ** 32 - 1;
      this.writeValue(isIndex ? Number(key) : key);
      this.writeValue((object as Record<string, unknown>)[key]);
      count++;
    }
    return count;
  }

  #writeArray(array: unknown[]): void {
    const keys = Object.keys(array);
    const isDense = array.every((_, i) => keys[i] === String(i)) && keys.length >= array.length;
    this.#writeByteAndCount(isDense ? TAG.denseArray : TAG.sparseArray, array.length);
    if (isDense) for (const value of array) this.writeValue(value);
    const count = this.#writeProperties(array, isDense ? keys.slice(array.length) : keys);
    this.#writeByteAndCount(isDense ? TAG.endDenseArray : TAG.endSparseArray, count, array.length);
  }

  #writeRegExp({ source, flags }: RegExp): void {
    this.#writeByte(TAG.regExp);
    this.#writeString(source);
    const bits = REGEXP_FLAGS.filter(([flag]) => flags.includes(flag)).map(([, bit]) => bit);
    this.writeUint32(bits.reduce((sum, bit) => sum | bit, 0));
  }

  #writeMap(map: Map<unknown, unknown>): void {
    this.#writeByte(TAG.map);
    const entries = [...map].flat();
    for (const part of entries) this.writeValue(part);
    this.#writeByteAndCount(TAG.endMap, entries.length);
  }

  #writeSet(set: Set<unknown>): void {
    this.#writeByte(TAG.set);
    const values = [...set];
    for (const value of values) this.writeValue(value);
    this.#writeByteAndCount(TAG.endSet, values.length);
  }

  #writeError(error: Error): void {
    this.#writeByte(TAG.error);
    const prototype = tagOf(ERROR_PROTOTYPES, String(error.name));
    if (prototype !== undefined) this.#writeByte(prototype);
    const own = (key: string): unknown => Object.getOwnPropertyDescriptor(error, key)?.value;
    if (own('message') !== undefined) {
      this.#writeByte(ERROR_TAG.message);
      this.#writeString(String(own('message')));
    }
    if (typeof error.stack === 'string') {
      this.#writeByte(ERROR_TAG.stack);
      this.#writeString(error.stack);
    }
    if (Object.hasOwn(error, 'cause')) {
      this.#writeByte(ERROR_TAG.cause);
      this.writeValue(error.cause);
    }
    this.#writeByte(ERROR_TAG.end);
  }

  #writeBoxed(object: object): boolean {
    const value: unknown = ['Boolean', 'Number', 'BigInt', 'String', 'Symbol'].some((name) =>
      isInstance(object, name),
    )
      ? object.valueOf()
      : undefined;
    switch (typeof value) {
      case 'boolean':
        this.#writeByte(value ? TAG.trueObject : TAG.falseObject);
        return true;
      case 'number':
        this.#writeByte(TAG.numberObject);
        this.writeDouble(value);
        return true;
      case 'bigint':
        this.#writeByte(TAG.bigintObject);
        this.#writeBigInt(value);
        return true;
      case 'string':
        this.#writeByte(TAG.stringObject);
        this.#writeString(value);
        return true;
      case 'symbol':
        return this.#fail(object);
      default:
        return false;
    }
  }

  #writeArrayBuffer(buffer: ArrayBuffer): void {
    const id = this.#transferred.get(buffer);
    if (id !== undefined) return this.#writeByteAndCount(TAG.transferredArrayBuffer, id);
    if (buffer.detached) this.#throw('An ArrayBuffer is detached and could not be cloned.');
    this.#writeByteAndCount(TAG.arrayBuffer, buffer.byteLength);
    this.writeRawBytes(buffer);
  }

  #writeSharedArrayBuffer(buffer: SharedArrayBuffer): void {
    const delegate = this as unknown as Delegate;
    if (!delegate._getSharedArrayBufferId) this.#fail(buffer);
    this.#writeByteAndCount(TAG.sharedArrayBuffer, delegate._getSharedArrayBufferId!(buffer));
  }

  #writeView(view: ArrayBufferView): void {
    if (this.#viewsAreHostObjects) {
      const delegate = this as unknown as Delegate;
      if (!delegate._writeHostObject) this.#fail(view);
      this.#writeByte(TAG.hostObject);
      return delegate._writeHostObject!(view);
    }
    this.#writeByte(TAG.view);
    this.#writeByte(tagOf(VIEW_TAGS, Object.prototype.toString.call(view).slice(8, -1))!);
    this.writeUint32(view.byteOffset);
    this.writeUint32(view.byteLength);
    this.writeUint32(0);
  }

  #fail(value: unknown): never {
    const name = typeof value === 'object' ? `#<${value!.constructor?.name}>` : String(value);
    return this.#throw(`${name} could not be cloned.`);
  }

  #throw(message: string): never {
    throw (this as unknown as Delegate)._getDataCloneError(message);
  }
}

/** Whatever its prototype says. */
function isError(object: object): object is Error {
  return (Error as unknown as { isError(value: object): boolean }).isError(object);
}

function isInstance(object: object, name: string): boolean {
  const Class = (globalThis as unknown as Record<string, unknown>)[name];
  return typeof Class === 'function' && object instanceof Class;
}
