/** `import(specifier, options)` as a call of `__import`: the browser's own would look for URLs. */
import type { AnyNode } from 'acorn';
import type { Edit } from './source-edits.ts';
import { childNodes } from './syntax-tree.ts';

/** The free identifier that rewritten code calls. */
export const IMPORT = '__import';

/** Whether a source can hold a dynamic import at all. */
export function mayImport(source: string): boolean {
  return /\bimport\b/.test(source);
}

export function dynamicImportEdits(node: AnyNode, callee = IMPORT): Edit[] {
  const edits: Edit[] = [];
  const visit = (visited: AnyNode) => {
    if (visited.type === 'ImportExpression') {
      edits.push({ at: visited.start, remove: 'import'.length, text: callee });
    }
    for (const child of childNodes(visited)) visit(child);
  };
  visit(node);
  return edits;
}

export type DynamicImport = (specifier: unknown, options?: unknown) => Promise<unknown>;

/** importModuleDynamicallyCallback of lib/internal/modules/esm/utils.js. */
export type ImportCallback = (
  referrerId: symbol,
  specifier: string,
  phase: number,
  attributes: Record<string, string>,
  referrerName: string,
) => Promise<unknown>;

/** V8's ModuleImportPhase::kEvaluation. */
const EVALUATION_PHASE = 3;

let importCallback: ImportCallback | undefined;

export function setImportCallback(callback: ImportCallback): void {
  importCallback = callback;
}

/** What `import()` is in code with host-defined option `id`, whose name is `referrer`. */
export function createDynamicImport(id: symbol, referrer: string): DynamicImport {
  return (specifier, options) => {
    try {
      const name = String.prototype.concat.call('', specifier as string);
      const attributes = importAttributes(options);
      return importCallback!(id, name, EVALUATION_PHASE, attributes, referrer);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

function importAttributes(options: unknown): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  if (options === undefined) return attributes;
  if (!isObject(options)) throw new TypeError('The second argument to import() must be an object');
  const given = (options as { with?: unknown }).with;
  if (given === undefined) return attributes;
  if (!isObject(given)) throw new TypeError("The 'with' option must be an object");
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'string') throw new TypeError('Import attribute value must be a string');
    attributes[key] = value;
  }
  return attributes;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
