/** Module namespace exotic objects (ECMA-262 10.4.6), as proxies with V8's messages. */

/** The unpatched constructor: util.types.isProxy must not know these proxies. */
const NativeProxy = Proxy;
const namespaces = new WeakSet<object>();

/** util.types.isModuleNamespaceObject. */
export function isModuleNamespace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && namespaces.has(value);
}

/**
 * Makes the namespace of a module. `names` are all its unambiguous exports; `read` gives the
 * current value of one, or throws the ReferenceError of its temporal dead zone.
 */
export function createNamespace(names: readonly string[], read: (name: string) => unknown): object {
  const target = Object.create(null);
  for (const name of names.toSorted(byCodeUnit)) {
    // Not configurable in the target, so that it may be reported as such.
    Object.defineProperty(target, name, { value: undefined, writable: true, enumerable: true });
  }
  Object.defineProperty(target, Symbol.toStringTag, { value: 'Module' });
  Object.preventExtensions(target);
  const exports: ReadonlySet<unknown> = new Set(names);

  const namespace = new NativeProxy<object>(target, {
    get: (_target, key) => (exports.has(key) ? read(key as string) : Reflect.get(target, key)),
    getOwnPropertyDescriptor(_target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      if (!exports.has(key)) return descriptor;
      return { ...descriptor, value: read(key as string) };
    },
    set(_target, key) {
      throw new TypeError(`Cannot assign to property '${String(key)}' of [object Module]`);
    },
    deleteProperty(_target, key) {
      if (!Reflect.has(target, key)) return true;
      throw new TypeError(`Cannot delete property '${String(key)}' of [object Module]`);
    },
    defineProperty(_target, key, descriptor) {
      if (!Reflect.has(target, key))
        throw new TypeError(`Cannot redefine property: ${String(key)}`);
      const current = Reflect.getOwnPropertyDescriptor(namespace, key)!;
      const allowed = Object.entries(descriptor).every(([field, value]) =>
        Object.is(value, current[field as keyof PropertyDescriptor]),
      );
      if (!allowed) throw new TypeError(`Cannot redefine property: ${String(key)}`);
      return true;
    },
  });
  namespaces.add(namespace);
  return namespace;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
