/**
 * Compiles code of the program: rewrites it (await-transform.ts, dynamic-import.ts), gives it to
 * V8 by indirect eval, and registers it for stack traces.
 */
import type { Program } from 'acorn';
import { registerScript, type ScriptOrigin } from '../thread/scripts.ts';
import { expectHooks } from './async-context.ts';
import { awaitEdits, FRAME, mayAwait } from './await-transform.ts';
import {
  declarationEdits,
  declarationsOf,
  timeoutEdits,
  typeofEdits,
  VM,
  type Declarations,
} from './context-script.ts';
import { type DynamicImport, dynamicImportEdits, IMPORT, mayImport } from './dynamic-import.ts';
import { rememberFunctionText } from './function-text.ts';
import { parseScriptSource } from './parse.ts';
import { asyncContext } from './rewritten-code.ts';
import { lexicalNames, varNames } from './scope.ts';
import { applyEdits, columnMap, type Edit, headEdit } from './source-edits.ts';
import type { VmContext } from './vm-context.ts';

const indirectEval = eval;

/**
 * A source that may set promise hooks, of `async_hooks` or `v8`: reactions that wait already by then
 * are told of as well.
 */
const MAY_SET_HOOKS = /\b(createHook|promiseHooks)\b/;

export interface CompileOptions {
  /** The script's name in stack frames. */
  name: string;
  /** What vm's options add to the positions of the code. */
  lineOffset?: number;
  columnOffset?: number;
}

/**
 * Evaluates rewritten `code`, whose `edits` turn `source` into it (but for what follows it), with
 * `run`: at global scope, unless it does it elsewhere.
 */
export function evaluate(
  code: string,
  source: string,
  edits: readonly Edit[],
  { name, lineOffset = 0, columnOffset = 0 }: CompileOptions,
  run: (code: string) => unknown = indirectEval,
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
  if (MAY_SET_HOOKS.test(source)) expectHooks();
  return run(`${code}\n//# sourceURL=${script}`);
}

/** undefined: acorn cannot read it, and it gets no edits. */
function tryToParse(source: string): Program | undefined {
  try {
    return parseScriptSource(source);
  } catch {
    return undefined;
  }
}

/** The edits of a script or a function's body. */
function scriptEdits(source: string, importName: string, ast?: Program): Edit[] {
  const awaits = mayAwait(source);
  const imports = mayImport(source);
  if (!awaits && !imports) return [];
  ast ??= tryToParse(source);
  if (!ast) return [];
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

/** A function as above whose free names are those of `context`, or first of `extensions`. */
export function compileFunctionInContext(
  source: string,
  parameters: readonly string[],
  dynamicImport: DynamicImport,
  options: CompileOptions,
  { context, extensions }: { context?: VmContext; extensions: readonly object[] },
): (...args: unknown[]) => unknown {
  const scopes = [
    ...(context ? [`${VM}.scope`] : []),
    ...extensions.map((_, i) => `__extensions[${i}]`),
  ];
  const head =
    `(function(${FRAME},${IMPORT},${VM},__extensions){` +
    `${scopes.map((scope) => `with(${scope})`).join('')}return function(${parameters.join(',')}){`;
  const ast = tryToParse(source);
  const edits = [headEdit(source, head), ...scriptEdits(source, IMPORT, ast)];
  if (ast && context) {
    const own = [...parameters, ...varNames(ast), ...lexicalNames(ast.body)];
    edits.push(...typeofEdits(ast, new Set(own)));
  }
  const outer = evaluate(`${applyEdits(source, edits)}\n}})`, source, edits, options) as (
    ...given: unknown[]
  ) => (...args: unknown[]) => unknown;
  return outer(asyncContext, dynamicImport, context?.bridge({ strict: false }), extensions);
}

let scripts = 0;

/** Where and how long a script runs. */
export interface RunOptions {
  /** Absent: at this realm's global scope. */
  context?: VmContext;
  /** Called in every turn of a loop and in every function of the script; throws to end it. */
  check?: () => void;
}

const NOTHING_DECLARED: Declarations = { vars: [], functions: [], lexicals: [], strict: false };

/**
 * A script; gives a function that runs it for its completion value. Throws V8's SyntaxError.
 * At this realm's global scope, top-level `let`, `const` and `class` are the script's own: indirect
 * eval does not put them where other scripts see them.
 */
export function compileScript(
  source: string,
  dynamicImport: DynamicImport,
  options: CompileOptions,
): (run: RunOptions) => unknown {
  checkSyntax(source);
  const importName = `${IMPORT}${++scripts}`;
  const checkName = `${VM}${scripts}`;

  const runHere = (check: (() => void) | undefined): unknown => {
    const ast = check && tryToParse(source);
    const rewritten = [
      ...scriptEdits(source, importName, ast),
      ...(ast ? timeoutEdits(ast, checkName) : []),
    ];
    const edits = [headEdit(source, ''), ...rewritten];
    if (rewritten.length > 0) {
      defineHidden(FRAME, asyncContext);
      defineHidden(importName, dynamicImport);
      defineHidden(checkName, check);
    }
    return evaluate(applyEdits(source, edits), source, edits, options);
  };

  const runInContext = (context: VmContext, check: (() => void) | undefined): unknown => {
    const ast = tryToParse(source);
    const edits = [...scriptEdits(source, importName, ast)];
    let declarations = NOTHING_DECLARED;
    if (ast) {
      declarations = declarationsOf(ast);
      const { lexicals, strict, vars, functions } = declarations;
      const own = lexicals.map(({ name }) => name);
      if (strict) own.push(...vars, ...functions);
      edits.push(...declarationEdits(source, ast), ...typeofEdits(ast, new Set(own)));
      if (check) edits.push(...timeoutEdits(ast, `${VM}.check`));
    }
    if (!edits.some(({ at }) => at === 0)) edits.unshift(headEdit(source, ''));
    defineHidden(FRAME, asyncContext);
    defineHidden(importName, dynamicImport);
    const bridge = context.bridge({ strict: declarations.strict, check });
    return evaluate(applyEdits(source, edits), source, edits, options, (code) =>
      context.run(bridge, code, declarations),
    );
  };

  return ({ context, check }) => (context ? runInContext(context, check) : runHere(check));
}

/** Lets V8 parse a script without running it. */
export function checkSyntax(source: string): void {
  new Function(applyEdits(source, [headEdit(source, '')]));
}

function defineHidden(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
