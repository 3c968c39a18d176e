/** V8's wire format, checked against V8's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import { Deserializer } from '../../src/node/bindings/serdes/deserializer.ts';
import { Serializer } from '../../src/node/bindings/serdes/serializer.ts';

Object.assign(Serializer.prototype, {
  _getDataCloneError: (message: string) => new Error(message),
});

function ours(value: unknown): Uint8Array {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

function theirs(value: unknown): Uint8Array {
  const serializer = new v8.Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

function read(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}

const circular: Record<string, unknown> = { name: 'c' };
circular['self'] = circular;
const shared = { shared: true };

const VALUES: Record<string, unknown> = {
  primitives: [undefined, null, true, false, 'latin ÿ', '', 'wide 한', 'a wide 한글 one'],
  // Not all numbers: V8 keeps an array of those as doubles, and writes them so.
  numbers: ['', 0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, NaN, Infinity, 1e300],
  bigints: [0n, 1n, -1n, 2n ** 64n, -(2n ** 100n), 255n],
  objects: { a: 1, 5: 'five', nested: { deep: [{}] }, 'key 한': 2 },
  sparse: Object.assign([1, , 3], { extra: 'x' }),
  dense: Object.assign([1, 2], { extra: 'x' }),
  circular,
  repeated: [shared, shared],
  dates: [new Date(0), new Date(NaN)],
  boxed: [Object(true), Object(false), Object(1.5), Object('s'), Object(3n)],
  patterns: [/a+/gi, /x/suy, /[a--b]/v, /d/d],
  collections: [new Map<unknown, unknown>([['k', new Map([[1, 2]])]]), new Set([1, 'a', shared])],
  buffers: [new Uint8Array([1, 2, 3]).buffer, new ArrayBuffer(0)],
  views: [
    new Uint8Array([1, 2]),
    new Float64Array([1.5]),
    new DataView(new ArrayBuffer(4), 1, 2),
    new BigInt64Array(1),
    new Uint16Array(new ArrayBuffer(8), 2, 2),
  ],
};

for (const [name, value] of Object.entries(VALUES)) {
  test(`${name}: the same bytes as V8, read back the same`, () => {
    assert.deepEqual(Buffer.from(ours(value)), Buffer.from(theirs(value)));
    assert.deepEqual(read(theirs(value)), value);
  });
}

test('errors keep class, message, stack and cause', () => {
  const error = new RangeError('outer', { cause: new Error('inner') });
  for (const copy of [read(theirs(error)), read(ours(error)), v8.deserialize(ours(error))]) {
    assert(copy instanceof RangeError);
    assert.equal(copy.message, 'outer');
    assert.equal(copy.stack, error.stack);
    assert((copy.cause as Error).message === 'inner');
  }
});

test('what cannot be cloned says so', () => {
  for (const value of [() => {}, Symbol('s'), Promise.resolve(), new WeakMap()]) {
    assert.throws(() => ours({ value }), /could not be cloned\.$/);
  }
});

test('data that is cut off or of a later version is refused', () => {
  const bytes = ours({ a: 'text' });
  for (let length = 2; length < bytes.length; length++) {
    assert.throws(() => read(bytes.subarray(0, length)), /Unable to deserialize/);
  }
  assert.throws(() => read(new Uint8Array([0xff, 99])), /version/);
});
