/** Growing bytes: what v8.Serializer writes numbers and raw data to. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  releaseBuffer(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
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

  /** Written so far. */
  get _length(): number {
    return this.#length;
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

  _writeByte(byte: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = byte;
  }

  #writeVarint(value: bigint): void {
    for (; value >= 0x80n; value >>= 7n) this._writeByte(Number(value & 0x7fn) | 0x80);
    this._writeByte(Number(value));
  }
}
