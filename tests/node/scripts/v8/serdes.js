// Serializer and Deserializer, method by method, and structuredClone().
const v8 = require('v8');

const serializer = new v8.Serializer();
serializer.writeHeader();
serializer.writeUint32(300);
serializer.writeUint64(1, 2);
serializer.writeDouble(-0.5);
serializer.writeRawBytes(Buffer.from('raw'));
console.log(serializer.writeValue({ a: [1, 'two', null] }));
const bytes = serializer.releaseBuffer();
console.log(bytes);

const deserializer = new v8.Deserializer(bytes);
console.log(deserializer.readHeader(), deserializer.getWireFormatVersion());
console.log(deserializer.readUint32(), deserializer.readUint64(), deserializer.readDouble());
console.log(Buffer.from(deserializer.readRawBytes(3)).toString(), deserializer.readValue());

const values = [
  undefined,
  null,
  true,
  0,
  -1,
  1e100,
  NaN,
  'text',
  '한글',
  10n ** 30n,
  new Date(5),
  /x/u,
  new String('boxed'),
  new Number(1),
  Object(1n),
  new Boolean(false),
  [1, , 3],
  { a: { b: {} } },
  new Map([[{}, new Set(['x'])]]),
  new Error('message'),
  new RangeError('range', { cause: 'cause' }),
  new ArrayBuffer(3),
  new Uint8Array([1, 2]),
  new DataView(new ArrayBuffer(2)),
  Buffer.from('buffer'),
  new BigInt64Array([5n]),
  new Float16Array([1.5]),
];
for (const value of values) {
  if (value instanceof Error) value.stack = 'stack';
  const packed = v8.serialize(value);
  console.log(packed.toString('hex'), v8.deserialize(packed));
}
const cyclic = { name: 'cyclic', list: [] };
cyclic.list.push(cyclic, cyclic.list);
console.log(v8.deserialize(v8.serialize(cyclic)));
const shared = { one: bytes, two: bytes };
const back = v8.deserialize(v8.serialize(shared));
console.log(back.one === back.two);

class Point {
  constructor(x) {
    this.x = x;
  }
}
class Own extends v8.Serializer {
  _writeHostObject(object) {
    this.writeUint32(object.length);
    return true;
  }
  _getDataCloneError(message) {
    return new TypeError(`own: ${message}`);
  }
}
class OwnReader extends v8.Deserializer {
  _readHostObject() {
    return `host object of ${this.readUint32()}`;
  }
}
const own = new Own();
own.writeHeader();
own.writeValue({ view: new Uint8Array(7), point: new Point(1) });
const reader = new OwnReader(own.releaseBuffer());
reader.readHeader();
console.log(reader.readValue());

const transferring = new v8.Serializer();
const buffer = new ArrayBuffer(4);
transferring.transferArrayBuffer(3, buffer);
transferring.writeHeader();
transferring.writeValue(buffer);
const receiving = new v8.Deserializer(transferring.releaseBuffer());
receiving.transferArrayBuffer(3, new Uint8Array([9, 9]).buffer);
receiving.readHeader();
console.log(receiving.readValue());

function attempt(label, run) {
  try {
    console.log(label, run());
  } catch ({ name, code, message }) {
    console.log(label, name, code, message);
  }
}
attempt('function', () => v8.serialize(() => {}));
attempt('symbol', () => v8.serialize({ deep: [Symbol('s')] }));
attempt('promise', () => v8.serialize(Promise.resolve()));
attempt('own error', () => {
  const failing = new Own();
  failing.writeHeader();
  failing.writeValue(Symbol('x'));
});
attempt('no header', () => new v8.Deserializer(Buffer.from('00', 'hex')).readHeader());
attempt('short', () => v8.deserialize(Buffer.from('ff0f22', 'hex')));
attempt('garbage', () => v8.deserialize(Buffer.from('ff0fee', 'hex')));
attempt('empty', () => v8.deserialize(Buffer.alloc(0)));
attempt('not bytes', () => v8.deserialize('text'));
attempt('class', () => v8.Serializer());
attempt('wrong type', () => new v8.Serializer().writeRawBytes(5));
console.log(v8.isStringOneByteRepresentation('latin'), v8.isStringOneByteRepresentation('한'));
console.log(typeof v8.cachedDataVersionTag(), Object.keys(v8.getHeapStatistics()).length);

const original = {
  date: new Date(1),
  map: new Map([[1, { deep: /a/g }]]),
  error: new TypeError('t'),
};
original.self = original;
const clone = structuredClone(original);
console.log(clone.self === clone, clone.date, clone.map, clone.error.name, clone.error.message);
const moved = new Uint8Array([1, 2, 3]);
const received = structuredClone(moved, { transfer: [moved.buffer] });
console.log(moved.length, received);
console.log(structuredClone(new Point(4)), structuredClone(Object.create({ inherited: 1 })));
attempt('clone function', () => structuredClone({ f() {} }));
attempt('clone symbol', () => structuredClone(Symbol('s')));
attempt('clone nothing', () => structuredClone());
attempt('clone detached', () => structuredClone(moved.buffer, { transfer: [moved.buffer] }));
