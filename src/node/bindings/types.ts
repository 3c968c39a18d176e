/** internalBinding('types'): src/node_types.cc. What V8 knows by an internal slot is asked here. */
import { isModuleNamespace } from '../modules/namespace.ts';
import { proxyDetails } from '../thread/proxies.ts';
import type { BindingFactory } from '../thread/thread.ts';

type Test = (value: any) => boolean;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** True of objects on which a method or getter that asks for an internal slot does not throw. */
function hasSlot(ask: (this: any) => unknown): Test {
  return (value) => {
    if (!isObject(value) || proxyDetails(value)) return false;
    try {
      ask.call(value);
      return true;
    } catch {
      return false;
    }
  };
}

function getter(prototype: object, key: PropertyKey): (this: any) => unknown {
  return Object.getOwnPropertyDescriptor(prototype, key)!.get!;
}

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;

function inherits(value: object, prototype: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, value);
}

const AsyncFunctionPrototype = prototypeOf(async () => {});
const GeneratorFunctionPrototype = prototypeOf(function* () {});
const AsyncGeneratorFunctionPrototype = prototypeOf(async function* () {});
const GeneratorPrototype = (GeneratorFunctionPrototype as { prototype: object }).prototype;
const AsyncGeneratorPrototype = (AsyncGeneratorFunctionPrototype as { prototype: object })
  .prototype;
const MapIteratorPrototype = prototypeOf(new Map().entries());
const SetIteratorPrototype = prototypeOf(new Set().values());
const { toString } = Object.prototype;
const NativePromise = Promise;

const isFunctionOf =
  (...prototypes: object[]): Test =>
  (value) =>
    typeof value === 'function' && prototypes.some((prototype) => inherits(value, prototype));

const isInstanceBelow =
  (...prototypes: object[]): Test =>
  (value) =>
    isObject(value) &&
    !proxyDetails(value) &&
    prototypes.some((prototype) => inherits(value, prototype));

const isArrayBuffer = hasSlot(getter(ArrayBuffer.prototype, 'byteLength'));
const isSharedArrayBuffer = hasSlot(getter(SharedArrayBuffer.prototype, 'byteLength'));
const boxed: Record<string, Test> = {
  isNumberObject: hasSlot(Number.prototype.valueOf),
  isStringObject: hasSlot(String.prototype.valueOf),
  isBooleanObject: hasSlot(Boolean.prototype.valueOf),
  isBigIntObject: hasSlot(BigInt.prototype.valueOf),
  isSymbolObject: hasSlot(Symbol.prototype.valueOf),
};

export const typeTests: Record<string, Test> = {
  ...boxed,
  isArrayBuffer,
  isSharedArrayBuffer,
  isAnyArrayBuffer: (value) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  isBoxedPrimitive: (value) => Object.values(boxed).some((test) => test(value)),
  isArgumentsObject: (value) =>
    isObject(value) &&
    !(Symbol.toStringTag in value) &&
    toString.call(value) === '[object Arguments]',
  isAsyncFunction: isFunctionOf(AsyncFunctionPrototype, AsyncGeneratorFunctionPrototype),
  isGeneratorFunction: isFunctionOf(GeneratorFunctionPrototype, AsyncGeneratorFunctionPrototype),
  isGeneratorObject: isInstanceBelow(GeneratorPrototype, AsyncGeneratorPrototype),
  isDate: hasSlot(Date.prototype.getTime),
  isExternal: () => false,
  isMap: hasSlot(getter(Map.prototype, 'size')),
  isSet: hasSlot(getter(Set.prototype, 'size')),
  isWeakMap: hasSlot(function (this: WeakMap<object, unknown>) {
    return WeakMap.prototype.has.call(this, {});
  }),
  isWeakSet: hasSlot(function (this: WeakSet<object>) {
    return WeakSet.prototype.has.call(this, {});
  }),
  isMapIterator: isInstanceBelow(MapIteratorPrototype),
  isSetIterator: isInstanceBelow(SetIteratorPrototype),
  isModuleNamespaceObject: isModuleNamespace,
  isNativeError: (value) => Error.isError(value),
  isPromise: (value) => isObject(value) && !proxyDetails(value) && value instanceof NativePromise,
  isProxy: (value) =>
    (isObject(value) || typeof value === 'function') && proxyDetails(value) !== undefined,
  isRegExp: (value) =>
    hasSlot(getter(RegExp.prototype, 'source'))(value) && value !== RegExp.prototype,
};

export const types: BindingFactory = () => ({ ...typeTests });
