/**
 * A message that is one large buffer, or a view of one, is copied here, and the copy transferred: the
 * browser's own clone writes it into a message, which grows meanwhile, and reads it out of that again.
 */
const LARGE_BYTES = 64 * 1024;

/** By what %TypedArray%.prototype[Symbol.toStringTag] says, of subclasses too. */
const VIEWS = new Map<unknown, new (buffer: ArrayBuffer, offset: number, length: number) => object>(
  [
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
    ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
  ].map((view) => [view.name, view]),
);

/** What to post so that the receiver gets a clone of `value`, and what to transfer with it. */
export function copyOfLarge(
  value: unknown,
  transfer: Transferable[],
): { value: unknown; transfer: Transferable[] } {
  const isView = ArrayBuffer.isView(value);
  const buffer = isView ? value.buffer : value;
  const isLarge = buffer instanceof ArrayBuffer && buffer.byteLength >= LARGE_BYTES;
  if (!isLarge || buffer.resizable || transfer.includes(buffer)) return { value, transfer };
  if (!isView) {
    const copy = bytesOf(buffer);
    return { value: copy, transfer: [...transfer, copy] };
  }
  const View = VIEWS.get((value as Uint8Array | DataView)[Symbol.toStringTag]);
  if (!View) return { value, transfer };
  const copy = bytesOf(buffer);
  const length = value instanceof DataView ? value.byteLength : (value as Uint8Array).length;
  return { value: new View(copy, value.byteOffset, length), transfer: [...transfer, copy] };
}

/** No subclass has a say in the copy, unlike that of `slice`. */
function bytesOf(buffer: ArrayBuffer): ArrayBuffer {
  return new Uint8Array(new Uint8Array(buffer)).buffer;
}
