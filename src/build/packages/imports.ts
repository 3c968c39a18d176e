/** What a JavaScript file imports or requires by a literal specifier. */
import { isBuiltin } from 'node:module';
import { parse, type Node } from 'acorn';

/**
 * Specifiers in the order of the text, each once: those of import and export declarations, of
 * `import('…')` and of `require('…')`. Throws a SyntaxError where `source` is no JavaScript.
 */
export function importedSpecifiers(source: string): string[] {
  const specifiers = new Set<string>();
  for (const node of nodesIn(parseProgram(source))) {
    const specifier = specifierOf(node);
    if (specifier !== undefined) specifiers.add(specifier);
  }
  return [...specifiers];
}

/** `@scope/name` of `@scope/name/file.js`; undefined for a file, a built-in module and `#name`. */
export function packageOf(specifier: string): string | undefined {
  if (/^[./#]|^\w+:/.test(specifier) || isBuiltin(specifier)) return undefined;
  return /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

/** Modules are strict, and CommonJS may be sloppy: either will do here. */
function parseProgram(source: string): Node {
  const options = { ecmaVersion: 'latest', allowHashBang: true } as const;
  try {
    return parse(source, { ...options, sourceType: 'module' });
  } catch (error) {
    try {
      return parse(source, { ...options, sourceType: 'commonjs' });
    } catch {
      throw error;
    }
  }
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item);
  } else if (typeof value === 'object' && value !== null && 'type' in value) {
    yield value as Node;
    yield* nodesIn(Object.values(value));
  }
}

interface MaybeImport extends Node {
  source?: Node | null;
  callee?: Node & { name?: string };
  arguments?: Node[];
}

function specifierOf(node: MaybeImport): string | undefined {
  const isRequire = node.type === 'CallExpression' && node.callee?.name === 'require';
  const target = isRequire ? node.arguments?.[0] : node.source;
  if (target?.type !== 'Literal') return undefined;
  const { value } = target as Node & { value: unknown };
  return typeof value === 'string' ? value : undefined;
}
