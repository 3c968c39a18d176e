/** V8's wire format of structured clones (src/objects/value-serializer.cc), version 15. */
export const VERSION = 15;

/** Every value begins with one of these bytes. */
export const TAG = {
  version: 0xff,
  padding: 0,
  undefined: code('_'),
  null: code('0'),
  true: code('T'),
  false: code('F'),
  int32: code('I'),
  uint32: code('U'),
  double: code('N'),
  bigint: code('Z'),
  utf8String: code('S'),
  oneByteString: code('"'),
  twoByteString: code('c'),
  reference: code('^'),
  object: code('o'),
  endObject: code('{'),
  denseArray: code('A'),
  endDenseArray: code('$'),
  sparseArray: code('a'),
  endSparseArray: code('@'),
  hole: code('-'),
  date: code('D'),
  trueObject: code('y'),
  falseObject: code('x'),
  numberObject: code('n'),
  bigintObject: code('z'),
  stringObject: code('s'),
  regExp: code('R'),
  map: code(';'),
  endMap: code(':'),
  set: code("'"),
  endSet: code(','),
  arrayBuffer: code('B'),
  transferredArrayBuffer: code('t'),
  sharedArrayBuffer: code('u'),
  view: code('V'),
  hostObject: code('\\'),
  error: code('r'),
} as const;

/** Parts of an error, behind TAG.error. */
export const ERROR_TAG = {
  message: code('m'),
  cause: code('c'),
  stack: code('s'),
  end: code('.'),
} as const;

/** The class of an error that is not a plain Error. */
export const ERROR_PROTOTYPES: Record<number, string> = {
  [code('E')]: 'EvalError',
  [code('R')]: 'RangeError',
  [code('F')]: 'ReferenceError',
  [code('S')]: 'SyntaxError',
  [code('T')]: 'TypeError',
  [code('U')]: 'URIError',
};

export const VIEW_TAGS: Record<number, string> = {
  [code('b')]: 'Int8Array',
  [code('B')]: 'Uint8Array',
  [code('C')]: 'Uint8ClampedArray',
  [code('w')]: 'Int16Array',
  [code('W')]: 'Uint16Array',
  [code('d')]: 'Int32Array',
  [code('D')]: 'Uint32Array',
  [code('h')]: 'Float16Array',
  [code('f')]: 'Float32Array',
  [code('F')]: 'Float64Array',
  [code('q')]: 'BigInt64Array',
  [code('Q')]: 'BigUint64Array',
  [code('?')]: 'DataView',
};

/** Bits of a regular expression's flags. */
export const REGEXP_FLAGS: [flag: string, bit: number][] = [
  ['g', 1],
  ['i', 2],
  ['m', 4],
  ['y', 8],
  ['u', 16],
  ['s', 32],
  ['l', 64],
  ['d', 128],
  ['v', 256],
];

/** The tag that stands for `name` in one of the tables above. */
export function tagOf(table: Record<number, string>, name: string): number | undefined {
  const entry = Object.entries(table).find(([, value]) => value === name);
  return entry && Number(entry[0]);
}

function code(character: string): number {
  return character.charCodeAt(0);
}
