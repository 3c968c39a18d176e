/**
 * Compiles code of the program: rewrites it (await-transform.ts, dynamic-import.ts), gives it to
 * V8 by indirect eval, and registers it for stack traces.
 */
import type { Program } from 'acorn';
import { registerScript, type ScriptOrigin } from '../thread/scripts.ts';
import { asyncContext } from './async-context.ts';
import { awaitEdits, FRAME, mayAwait } from './await-transform.ts';
import { type DynamicImport, dynamicImportEdits, IMPORT, mayImport } from './dynamic-import.ts';
import { rememberFunctionText } from './function-text.ts';
import { parseScriptSource } from './parse.ts';
import { applyEdits, columnMap, type Edit, headEdit } from './source-edits.ts';

const indirectEval = eval;

export interface CompileOptions {
  /** The script's name in stack frames. */
  name: string;
  /** What vm's options add to the positions of the code. */
  lineOffset?: number;
  columnOffset?: number;
}

/** Evaluates rewritten `code`, whose `edits` turn `source` into it (but for what follows it). */
export function evaluate(
  code: string,
  source: string,
  edits: readonly Edit[],
  { name, lineOffset = 0, columnOffset = 0 }: CompileOptions,
): unknown {
  const map = columnMap(source, edits);
  // A source URL ends at white space.
  const script = name.replaceAll(/\s/g, encodeURIComponent);
  const origin: ScriptOrigin = {
    name,
    // Lines are looked up by the numbers that stack frames show.
    source: '\n'.repeat(Math.max(0, lineOffset)) + source,
    position: (line, column) => ({
      line: line + lineOffset,
      column: map(line, column - 1).column + 1 + (line === 1 ? columnOffset : 0),
    }),
  };
  registerScript(script, origin);
  if (script !== name) registerScript(name, origin);
  rememberFunctionText({ code, source, edits });
  return indirectEval(`${code}\n//# sourceURL=${script}`);
}

/** The edits of a script or a function's body. A source that acorn cannot read gets none. */
function scriptEdits(source: string, importName: string): Edit[] {
  const awaits = mayAwait(source);
  const imports = mayImport(source);
  if (!awaits && !imports) return [];
  let ast: Program;
  try {
    ast = parseScriptSource(source);
  } catch {
    return [];
  }
  return [
    ...(awaits ? awaitEdits(source, ast) : []),
    ...(imports ? dynamicImportEdits(ast, importName) : []),
  ];
}

/** A function with `source` as its body. Throws V8's SyntaxError. */
export function compileFunction(
  source: string,
  parameters: readonly string[],
  dynamicImport: DynamicImport,
  options: CompileOptions,
): (...args: unknown[]) => unknown {
  const head = `(function(${FRAME},${IMPORT}){return function(${parameters.join(',')}){`;
  const edits = [headEdit(source, head), ...scriptEdits(source, IMPORT)];
  const code = `${applyEdits(source, edits)}\n}})`;
  const outer = evaluate(code, source, edits, options) as (
    frame: unknown,
    dynamicImport: DynamicImport,
  ) => (...args: unknown[]) => unknown;
  return outer(asyncContext, dynamicImport);
}

let scripts = 0;

/**
 * A script that runs at global scope; gives a function that runs it for its completion value.
 * Throws V8's SyntaxError. Its top-level `let`, `const` and `class` are its own: indirect eval
 * does not put them where other scripts see them.
 */
export function compileScript(
  source: string,
  dynamicImport: DynamicImport,
  options: CompileOptions,
): () => unknown {
  checkSyntax(source);
  const importName = `${IMPORT}${++scripts}`;
  const rewritten = scriptEdits(source, importName);
  const edits = [headEdit(source, ''), ...rewritten];
  const code = applyEdits(source, edits);
  if (rewritten.length > 0) {
    defineHidden(FRAME, asyncContext);
    defineHidden(importName, dynamicImport);
  }
  return () => evaluate(code, source, edits, options);
}

/** Lets V8 parse a script without running it. */
export function checkSyntax(source: string): void {
  new Function(applyEdits(source, [headEdit(source, '')]));
}

function defineHidden(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
