/** What the structured clone sees in an object: parts that it visits, kinds that it knows itself. */

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Classes of the language whose objects V8 clones without asking its embedder. */
const KNOWN = [
  ...[Array, Map, Set, Date, RegExp, ArrayBuffer, SharedArrayBuffer],
  ...[Number, String, Boolean, BigInt, Symbol, WebAssembly.Module],
  ...[Promise, WeakMap, WeakSet, WeakRef, FinalizationRegistry],
];

/** True if V8 may ask its embedder how to clone it: a mark of lib's counts on no other object. */
export function canBeHost(value: object): boolean {
  if (typeof value === 'function' || ArrayBuffer.isView(value)) return false;
  return !KNOWN.some((known) => value instanceof known);
}

/** What the structured clone visits inside an object. Accessors are left to it. */
export function partsOf(value: object): unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value) || typeof value === 'function') return [];
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value);
}

/** Copies an array, Map, Set or plain object with `inner` applied to its parts. */
export function copyContainer(
  value: object,
  copies: Map<unknown, unknown>,
  inner: (part: unknown) => unknown,
): unknown {
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const [i, part] of value.entries()) copy[i] = inner(part);
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map();
    copies.set(value, copy);
    for (const [key, part] of value) copy.set(inner(key), inner(part));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set();
    copies.set(value, copy);
    for (const part of value) copy.add(inner(part));
    return copy;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const [key, part] of Object.entries(value)) copy[key] = inner(part);
  return copy;
}
