/**
 * The shape of a real binding, dumped from the pinned Node at build, made an object again:
 * constants have their values, functions and methods throw an error that names what is missing.
 * A binding spreads it and overrides what it implements, so that whatever is still absent says so.
 */
export type Shape =
  | null
  | string
  | number
  | boolean
  | Shape[]
  | { $: 'undefined' }
  | { $: 'number' | 'bigint'; value: string }
  | { $: 'symbol'; description: string }
  | { $: 'typed-array'; type: string; length: number }
  | { $: 'array-buffer'; byteLength: number }
  | { $: 'map'; entries: [Shape, Shape][] }
  | { $: 'set'; values: Shape[] }
  | {
      $: 'function';
      name: string;
      /** Present: a class, with the names of its prototype and of the classes it extends. */
      methods?: string[];
      parents?: string[];
      own?: Record<string, Shape>;
    }
  | { $: 'object'; bare: boolean; properties: Record<string, Shape> };

type FunctionShape = Extract<Shape, { $: 'function' }>;

/** What a class of a binding extends in C++: AsyncWrap or HandleWrap. */
export type BaseClasses = Record<'AsyncWrap' | 'HandleWrap', new (...args: any[]) => object>;

const TYPED_ARRAYS: Record<string, new (length: number) => any> = {
  BigInt64Array,
  BigUint64Array,
  Float64Array,
  Int32Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
};

/** Thrown where Node would enter C++ that has no twin here. */
export function notImplemented(what: string): never {
  const error = new Error(
    `The embedded Node does not implement ${what}. This feature of Node is not available in the ` +
      `browser; run the sandbox in a real Node to use it.`,
  );
  throw Object.assign(error, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
}

function makeFunction(shape: FunctionShape, path: string, bases: BaseClasses): unknown {
  const { name, methods, parents = [] } = shape;
  let value: any;
  if (methods) {
    const base = (Object.keys(bases) as (keyof BaseClasses)[]).find((key) => parents.includes(key));
    const Base = parents.includes('HandleWrap')
      ? bases.HandleWrap
      : base
        ? bases[base]
        : (class {} as BaseClasses['AsyncWrap']);
    value = { [name]: class extends Base {} }[name];
    for (const method of methods) {
      Object.defineProperty(value.prototype, method, {
        configurable: true,
        writable: true,
        value: () => notImplemented(`${path}.${method}()`),
      });
    }
  } else {
    value = { [name]: () => notImplemented(`${path}()`) }[name];
  }
  for (const [key, own] of Object.entries(shape.own ?? {})) {
    Object.defineProperty(value, key, {
      configurable: true,
      writable: true,
      value: materialize(own, `${path}.${key}`, bases),
    });
  }
  return value;
}

/** Makes the value that a shape describes; `path` names it in errors. */
export function materialize(shape: Shape, path: string, bases: BaseClasses): any {
  const make = (inner: Shape) => materialize(inner, path, bases);
  if (shape === null || typeof shape !== 'object') return shape;
  if (Array.isArray(shape)) return shape.map(make);
  switch (shape.$) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(shape.value);
    case 'bigint':
      return BigInt(shape.value);
    case 'symbol':
      return Symbol(shape.description);
    case 'typed-array':
      return new TYPED_ARRAYS[shape.type]!(shape.length);
    case 'array-buffer':
      return new ArrayBuffer(shape.byteLength);
    case 'map':
      return new Map(shape.entries.map(([key, value]) => [make(key), make(value)]));
    case 'set':
      return new Set(shape.values.map(make));
    case 'function':
      return makeFunction(shape, path, bases);
    case 'object': {
      const object = shape.bare ? Object.create(null) : {};
      for (const [key, value] of Object.entries(shape.properties)) {
        Object.defineProperty(object, key, {
          configurable: true,
          enumerable: true,
          writable: true,
          value: materialize(value, `${path}.${key}`, bases),
        });
      }
      return object;
    }
  }
}
