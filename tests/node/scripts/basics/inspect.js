// util.inspect through console.log: the shapes that readers print.
class Point {
  #secret = 1;
  static origin = 'o';
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  get sum() {
    return this.x + this.y;
  }
}
class Empty extends Point {}
const circular = { name: 'c', list: [] };
circular.self = circular;
circular.list.push(circular);
console.log(new Point(1, 2), new Empty(3, 4), Point, Empty, class {}, [Point]);
console.log(circular);
console.log({
  a: { b: { c: { d: {} } } },
  f() {},
  g: () => {},
  async h() {},
  *i() {},
  async *j() {},
});
console.log(
  [1, , 3],
  [undefined, null],
  new Array(5),
  Object.assign([1, 2], { extra: true, '-1': 0 }),
);
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 30 }, (_, i) => 'item' + i));
console.log('string', [
  'string',
  "it's",
  'a "quote"',
  'both \' and "',
  'back`tick\'"',
  'line\nbreak',
  '\u0000\u001b',
]);
console.log(
  new Map([
    [{ a: 1 }, 'v'],
    ['k', new Map([['n', 1]])],
  ]),
  new Set([1, 'a', { b: 2 }]),
  new WeakMap(),
  new WeakSet(),
);
console.log(
  new Map([[1, 2]]).entries(),
  new Set([1]).values(),
  [1][Symbol.iterator](),
  'ab'[Symbol.iterator](),
  new Map([[1, 2]]).keys(),
);
console.log(
  new Date(0),
  new Date(NaN),
  /re/gi,
  Symbol.iterator,
  10n ** 20n,
  -0,
  [-0],
  NaN,
  1e21,
  0.1 + 0.2,
);
console.log(
  new Uint8Array([1, 2, 255]),
  new Float64Array(3),
  new BigInt64Array(2),
  new ArrayBuffer(4),
  new DataView(new ArrayBuffer(2)),
  new SharedArrayBuffer(2),
);
console.log(Buffer.from('buffer'), Buffer.alloc(60));
console.log(Object.create(null), Object.create({ inherited: 1 }), Object.create(Point.prototype), {
  __proto__: { a: 1 },
  b: 2,
});
console.log({
  get a() {
    return 1;
  },
  set a(v) {},
  get b() {
    return 2;
  },
  set c(v) {},
  [Symbol('key')]: 1,
  'not-an-identifier': 2,
  3: 4,
});
console.log(new Proxy({ a: 1 }, {}), new Proxy(function f() {}, {}), new Proxy([1], {}));
console.log(
  Promise.resolve(4),
  Promise.reject(new Error('r')).catch(() => {}) && 0,
  new Promise(() => {}),
  (async () => 'x')(),
);
console.log([
  new Boolean(true),
  new Number(3),
  new String('boxed'),
  Object(Symbol('b')),
  Object(1n),
]);
console.log(
  Object.assign(() => {}, { prop: 1 }),
  Object.assign(function named() {}, { a: { b: 1 } }),
  Math,
  JSON,
  Reflect,
  globalThis === global,
);
console.log(
  (function () {
    return arguments;
  })(1, 2),
  new (class extends Array {})(3),
  new (class Foo extends Map {})([[1, 2]]),
  new (class Bar extends Set {})(),
);
console.log({ long: 'x'.repeat(200) }, ['y'.repeat(80)], { a: 'z'.repeat(60), b: 'z'.repeat(60) });
console.log({ nested: [[[[1]]]], deep: { deeper: { deepest: { hidden: 1 } } } });
console.log(
  function* gen() {},
  async () => {},
  Object,
  Array.prototype,
  Symbol,
  Error,
  parseInt,
);
console.log([function () {}, class {}, class X extends Point {}, Math.max], {
  [Symbol.toStringTag]: 'Tagged',
});
console.log(
  new (class {
    [Symbol.toStringTag] = 'T';
  })(),
  new (class N {
    constructor() {
      this.n = null;
    }
  })(),
);
console.log(Object.freeze({ frozen: true }), Object.seal([1]), {
  undefined: undefined,
  null: null,
});
console.log(new Error('plain').message, [new RangeError('in an array')].length, {
  e: new TypeError('t').name,
});
console.log(
  globalThis[Symbol.toStringTag],
  String(globalThis),
  Object.prototype.toString.call(process),
);
const { inspect } = require('util');
console.log(inspect({ a: 1, b: [1, 2, { c: 3 }] }, { compact: false, depth: 5, breakLength: 40 }));
console.log(
  inspect('str'),
  inspect([['a', 1]], { colors: true }),
  inspect({ s: Symbol('q'), n: null, u: undefined, d: new Date(0), r: /x/ }, { colors: true }),
);
console.log(
  inspect({ [inspect.custom]: (depth, options) => `custom ${depth} ${typeof options.stylize}` }),
);
console.log(
  inspect(new Map([['a', { b: 1 }]]), { showHidden: true }),
  inspect([1, 2, 3], { maxArrayLength: 1 }),
  inspect('abcdef', { maxStringLength: 3 }),
);
console.log(
  inspect({ c: 1, a: 2, b: 3 }, { sorted: true }),
  inspect(
    {
      get x() {
        return 5;
      },
    },
    { getters: true },
  ),
  inspect(123456.789, { numericSeparator: true }),
);
