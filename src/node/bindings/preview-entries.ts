/** v8::Object::PreviewEntries: the entries of a collection or iterator, without consuming it. */
import { typeTests } from './types.ts';

const { next: nextOfMap } = Object.getPrototypeOf(new Map().entries());
const { next: nextOfSet } = Object.getPrototypeOf(new Set().values());
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;

/** What an iterator that was looked at has left: it must give the same to the program later. */
const remaining = new WeakMap<object, unknown[]>();

/**
 * Reads an iterator to its end, and makes it give what was read. An own `next` that the program
 * cannot see by enumeration is the only trace.
 */
function peek(iterator: any, next: () => IteratorResult<unknown>): unknown[] {
  let items = remaining.get(iterator);
  if (!items) {
    items = [];
    for (let step = next.call(iterator); !step.done; step = next.call(iterator)) {
      items.push(step.value);
    }
    remaining.set(iterator, items);
    const rest = items;
    Object.defineProperty(iterator, 'next', {
      value: () =>
        rest.length > 0 ? { value: rest.shift(), done: false } : { value: undefined, done: true },
      configurable: true,
      enumerable: false,
      writable: true,
    });
  }
  return items;
}

/** With `isIterator`: the entries, flat, and whether they are pairs of key and value. */
export function previewEntries(object: any, isIterator?: boolean): unknown {
  let entries: unknown[] = [];
  let isKeyValue = false;
  if (typeTests['isMap']!(object)) {
    entries = [...mapEntries.call(object)].flat(1);
    isKeyValue = true;
  } else if (typeTests['isSet']!(object)) {
    entries = [...setValues.call(object)];
  } else if (typeTests['isMapIterator']!(object)) {
    const items = peek(object, nextOfMap);
    isKeyValue = isEntriesIterator(items);
    entries = isKeyValue ? items.flat(1) : [...items];
  } else if (typeTests['isSetIterator']!(object)) {
    const items = peek(object, nextOfSet);
    isKeyValue = isEntriesIterator(items) && items.every(([key, value]: any) => key === value);
    entries = isKeyValue ? items.flat(1) : [...items];
  }
  return isIterator ? [entries, isKeyValue] : entries;
}

/** A page is not told what an iterator iterates over; pairs are taken for entries. */
function isEntriesIterator(items: unknown[]): boolean {
  return items.length > 0 && items.every((item) => Array.isArray(item) && item.length === 2);
}
