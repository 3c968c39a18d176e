/** v8.Serializer: writes values in V8's wire format, with the delegates of src/node_serdes.cc. */
import { ByteWriter } from './byte-writer.ts';
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

export class Serializer extends ByteWriter {
  readonly #ids = new Map<object, number>();
  readonly #transferred = new Map<ArrayBuffer, number>();
  #viewsAreHostObjects = false;

  writeHeader(): void {
    this._writeByte(TAG.version);
    this._writeByte(VERSION);
  }

  writeValue(value: unknown): boolean {
    switch (typeof value) {
      case 'undefined':
        this._writeByte(TAG.undefined);
        return true;
      case 'boolean':
        this._writeByte(value ? TAG.true : TAG.false);
        return true;
      case 'number':
        this.#writeNumber(value);
        return true;
      case 'bigint':
        this._writeByte(TAG.bigint);
        this.#writeBigInt(value);
        return true;
      case 'string':
        this.#writeString(value);
        return true;
      case 'object':
        if (value === null) this._writeByte(TAG.null);
        else this.#writeObject(value);
        return true;
      default:
        return this.#fail(value);
    }
  }

  transferArrayBuffer(id: number, buffer: ArrayBuffer): void {
    this.#transferred.set(buffer, id);
  }

  _setTreatArrayBufferViewsAsHostObjects(on: boolean): void {
    this.#viewsAreHostObjects = on;
  }

  #writeNumber(value: number): void {
    if (Number.isInteger(value) && value === (value | 0) && !Object.is(value, -0)) {
      this._writeByte(TAG.int32);
      this.writeUint32((value << 1) ^ (value >> 31));
    } else {
      this._writeByte(TAG.double);
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
      this._writeByte(TAG.oneByteString);
      this.writeUint32(codes.length);
      return this.writeRawBytes(new Uint8Array(codes));
    }
    const byteLength = 2 * codes.length;
    // The characters begin at an even offset.
    const varintLength = Math.ceil(Math.max(1, byteLength.toString(2).length) / 7);
    if ((this._length + 1 + varintLength) % 2 === 1) this._writeByte(TAG.padding);
    this._writeByte(TAG.twoByteString);
    this.writeUint32(byteLength);
    this.writeRawBytes(new Uint16Array(codes));
  }

  #writeObject(object: object): void {
    if (ArrayBuffer.isView(object) && !this.#viewsAreHostObjects && !this.#ids.has(object)) {
      this.#writeObject(object.buffer);
    }
    const id = this.#ids.get(object);
    if (id !== undefined) {
      this._writeByte(TAG.reference);
      return this.writeUint32(id);
    }
    this.#ids.set(object, this.#ids.size);
    if (Array.isArray(object)) return this.#writeArray(object);
    switch (Object.prototype.toString.call(object)) {
      case '[object Date]':
        this._writeByte(TAG.date);
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
    this._writeByte(TAG.object);
    this.#writeByteAndCount(TAG.endObject, this.#writeProperties(object, Object.keys(object)));
  }

  #writeByteAndCount(tag: number, ...counts: number[]): void {
    this._writeByte(tag);
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
    this._writeByte(TAG.regExp);
    this.#writeString(source);
    const bits = REGEXP_FLAGS.filter(([flag]) => flags.includes(flag)).map(([, bit]) => bit);
    this.writeUint32(bits.reduce((sum, bit) => sum | bit, 0));
  }

  #writeMap(map: Map<unknown, unknown>): void {
    this._writeByte(TAG.map);
    const entries = [...map].flat();
    for (const part of entries) this.writeValue(part);
    this.#writeByteAndCount(TAG.endMap, entries.length);
  }

  #writeSet(set: Set<unknown>): void {
    this._writeByte(TAG.set);
    const values = [...set];
    for (const value of values) this.writeValue(value);
    this.#writeByteAndCount(TAG.endSet, values.length);
  }

  #writeError(error: Error): void {
    this._writeByte(TAG.error);
    const prototype = tagOf(ERROR_PROTOTYPES, String(error.name));
    if (prototype !== undefined) this._writeByte(prototype);
    const own = (key: string): unknown => Object.getOwnPropertyDescriptor(error, key)?.value;
    if (own('message') !== undefined) {
      this._writeByte(ERROR_TAG.message);
      this.#writeString(String(own('message')));
    }
    if (typeof error.stack === 'string') {
      this._writeByte(ERROR_TAG.stack);
      this.#writeString(error.stack);
    }
    if (Object.hasOwn(error, 'cause')) {
      this._writeByte(ERROR_TAG.cause);
      this.writeValue(error.cause);
    }
    this._writeByte(ERROR_TAG.end);
  }

  #writeBoxed(object: object): boolean {
    const value: unknown = ['Boolean', 'Number', 'BigInt', 'String', 'Symbol'].some((name) =>
      isInstance(object, name),
    )
      ? object.valueOf()
      : undefined;
    switch (typeof value) {
      case 'boolean':
        this._writeByte(value ? TAG.trueObject : TAG.falseObject);
        return true;
      case 'number':
        this._writeByte(TAG.numberObject);
        this.writeDouble(value);
        return true;
      case 'bigint':
        this._writeByte(TAG.bigintObject);
        this.#writeBigInt(value);
        return true;
      case 'string':
        this._writeByte(TAG.stringObject);
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
      this._writeByte(TAG.hostObject);
      return delegate._writeHostObject!(view);
    }
    this._writeByte(TAG.view);
    this._writeByte(tagOf(VIEW_TAGS, Object.prototype.toString.call(view).slice(8, -1))!);
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
