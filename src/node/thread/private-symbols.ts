/**
 * V8's private symbols, which Node keeps data under that no program may see: not own keys, not
 * inherited, allowed on frozen objects. Each is a symbol whose accessor on Object.prototype reads
 * and writes a WeakMap.
 */
function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function createPrivateSymbol(description: string): symbol {
  const symbol = Symbol(description);
  const values = new WeakMap<object, unknown>();
  Object.defineProperty(Object.prototype, symbol, {
    configurable: false,
    enumerable: false,
    get() {
      return isObject(this) ? values.get(this) : undefined;
    },
    set(value) {
      values.set(this, value);
    },
  });
  return symbol;
}
