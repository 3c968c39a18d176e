const v8 = require('v8');
const value = {
  text: 'latin ÿ and 한글',
  numbers: ['', 0, -0, 1.5, -(2 ** 31), 2 ** 32, NaN],
  big: [0n, -5n, 2n ** 70n],
  date: new Date(0),
  pattern: /a+/gi,
  map: new Map([['k', new Set([1, 'a'])]]),
  sparse: [1, , 3],
  bytes: new Uint8Array([1, 2, 3]),
  buffer: Buffer.from('node'),
  floats: new Float64Array([0.5]),
  error: Object.assign(new RangeError('m'), { stack: 'stack' }),
};
value.self = value;
const bytes = v8.serialize(value);
console.log(bytes.toString('hex'));
console.log(v8.deserialize(bytes));
for (const bad of [() => {}, Symbol('s'), new WeakMap()]) {
  try {
    v8.serialize({ bad });
  } catch (error) {
    console.log(error.name, error.message);
  }
}
try {
  v8.deserialize(bytes.subarray(0, 20));
} catch (error) {
  console.log(error.name, error.message);
}
class Own extends v8.DefaultSerializer {
  _writeHostObject(view) {
    this.writeUint32(42);
    super._writeHostObject(view);
  }
}
const serializer = new Own();
serializer.writeHeader();
serializer.writeValue(new Uint16Array([7]));
console.log(serializer.releaseBuffer());
