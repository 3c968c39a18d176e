/** Function.prototype.toString for rewritten code: gives what the author wrote. */
import { type Edit, originalSlice } from './source-edits.ts';

interface RewrittenScript {
  code: string;
  source: string;
  edits: readonly Edit[];
}

const scripts: RewrittenScript[] = [];
const nativeToString = Function.prototype.toString;

/** Every name that the transforms insert begins like this. */
const INSERTED_NAME = '__';

/** Remembers a script whose functions were edited (by more than what stands before its source). */
export function rememberFunctionText(script: RewrittenScript): void {
  if (script.edits.length > 1) scripts.push(script);
}

function originalText(text: string): string {
  if (!text.includes(INSERTED_NAME)) return text;
  for (const { code, source, edits } of scripts.toReversed()) {
    const start = code.indexOf(text);
    if (start >= 0) return originalSlice(source, edits, start, start + text.length);
  }
  return text;
}

/** Built-in functions that this runtime replaced print as what they stand for. */
const standsFor = new WeakMap<object, unknown>();

/** Puts `replacement` in the place of the method `name` of a built-in prototype. */
export function replaceBuiltin(
  prototype: object,
  name: string,
  replacement: (...args: never[]) => unknown,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
  standsFor.set(replacement, descriptor.value);
  Object.defineProperty(prototype, name, { ...descriptor, value: replacement });
}

/** Replaces `Function.prototype.toString`; once in a thread, after Node's primordials are taken. */
export function installFunctionText(): void {
  const { toString } = {
    toString(this: unknown): string {
      const value = standsFor.get(this as object) ?? this;
      return originalText(Reflect.apply(nativeToString, value, []));
    },
  };
  replaceBuiltin(Function.prototype, 'toString', toString);
}
