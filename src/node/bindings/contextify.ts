/** internalBinding('contextify'): compiles CommonJS modules and vm's scripts (src/node_contextify.cc). */
import { checkSyntax, compileFunction, compileScript } from '../modules/compile.ts';
import { createDynamicImport } from '../modules/dynamic-import.ts';
import { installFunctionText } from '../modules/function-text.ts';
import { explainSyntaxError } from '../modules/syntax-error.ts';
import { formatErrorSource } from '../thread/fatal-exception.ts';
import { scriptOrigin } from '../thread/scripts.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

const CJS_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** V8's messages for what only an ES module may hold. */
const ESM_SYNTAX = [
  'Cannot use import statement outside a module',
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
];
/** … and for what is wrong in CommonJS, but may be right in an ES module. */
const ONLY_WRONG_IN_CJS = [
  ...['module', 'exports', 'require', '__filename', '__dirname'].map(
    (name) => `Identifier '${name}' has already been declared`,
  ),
  'await is only valid in async functions and the top level bodies of modules',
  'Unexpected reserved word',
];

/** Whether code that failed with `message` as CommonJS is an ES module: ShouldRetryAsESM. */
function shouldRetryAsEsm(message: string, code: string): boolean {
  if (ESM_SYNTAX.some((known) => message.includes(known))) return true;
  if (!ONLY_WRONG_IN_CJS.some((known) => message.includes(known))) return false;
  try {
    checkSyntax(`(async function() {${code}\n})();`);
    return true;
  } catch {
    return false;
  }
}

/** Puts "file:line", the line and a caret before the stack: errors::DecorateErrorStack. */
function decorate(thread: Thread, error: unknown, code: string, filename: string): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const { message, arrow } = explainSyntaxError(code, 'script', error.message);
  const explained = thread.stacks.withFullStack(() => new SyntaxError(message));
  const text = arrow(filename);
  if (text !== undefined) {
    explained.stack = `${text}\n${explained.stack}`;
    (explained as any)[thread.privateSymbols['decorated_private_symbol']!] = true;
  }
  return explained;
}

/** The same for an error that a script threw, at the place where it was made. */
function decorateThrown(thread: Thread, error: any): void {
  const decorated = thread.privateSymbols['decorated_private_symbol']!;
  if (!Error.isError(error) || (error as any)[decorated]) return;
  const { stack } = error;
  const [site] = thread.stacks.sitesOf(error);
  const script = site?.getFileName();
  const origin = script && scriptOrigin(script);
  if (!site || !origin) return;
  const [line, column] = [site.getLineNumber()!, site.getColumnNumber()!];
  const text = origin.source.split('\n')[line - 1] ?? '';
  // The column of `new Error` after `throw`.
  const { length } = /\bthrow\s+$/.exec(text.slice(0, column - 1))?.[0] ?? '';
  const arrow = formatErrorSource({ script, line, column: column - length }, text);
  error.stack = `${arrow}\n${stack}`;
  (error as any)[decorated] = true;
}

export const contextify: BindingFactory = (thread) => {
  installFunctionText();
  const idSymbol = thread.privateSymbols['host_defined_option_symbol']!;
  const { perIsolateSymbols } = thread;
  const defaultImportId = perIsolateSymbols['vm_dynamic_import_default_internal']!;

  /** Runs a compiler; a syntax error comes out as Node prints it. */
  const decorating = <T>(code: string, filename: string, compile: () => T): T => {
    try {
      return compile();
    } catch (error) {
      throw decorate(thread, error, code, filename);
    }
  };

  const noContexts = (): never => notImplemented('vm.createContext()');

  class ContextifyScript {
    sourceURL: string | undefined = undefined;
    sourceMapURL: string | undefined = undefined;
    readonly #run: () => unknown;

    constructor(
      code: string,
      filename: string,
      lineOffset = 0,
      columnOffset = 0,
      _cachedData?: unknown,
      _produceCachedData?: boolean,
      parsingContext?: object,
      id: symbol = Symbol(filename),
    ) {
      if (parsingContext !== undefined) noContexts();
      (this as any)[idSymbol] = id;
      this.#run = decorating(code, filename, () =>
        compileScript(code, createDynamicImport(id, filename), {
          name: filename,
          lineOffset,
          columnOffset,
        }),
      );
    }

    /** `context` null: this realm. A timeout cannot be kept: nothing can interrupt a page. */
    runInContext(context: object | null, _timeout?: number, displayErrors?: boolean): unknown {
      if (context !== null) noContexts();
      if (!displayErrors) return this.#run();
      try {
        return this.#run();
      } catch (error) {
        decorateThrown(thread, error);
        throw error;
      }
    }

    createCachedData(): never {
      return notImplemented('vm.Script.createCachedData()');
    }
  }

  const compileFunctionForCJSLoader = (
    code: string,
    filename: string,
    _isSeaMain: boolean,
    shouldDetectModule: boolean,
  ) => {
    let compiled: ((...args: unknown[]) => unknown) | undefined;
    try {
      const dynamicImport = createDynamicImport(defaultImportId, filename);
      compiled = compileFunction(code, CJS_PARAMETERS, dynamicImport, { name: filename });
    } catch (error) {
      const { message } = error as Error;
      if (!shouldDetectModule || !shouldRetryAsEsm(message, code)) {
        throw decorate(thread, error, code, filename);
      }
    }
    return {
      cachedDataRejected: false,
      sourceMapURL: undefined,
      sourceURL: undefined,
      function: compiled,
      canParseAsESM: compiled === undefined,
    };
  };

  const compile = (
    code: string,
    filename: string,
    lineOffset = 0,
    columnOffset = 0,
    _cachedData?: unknown,
    _produceCachedData?: boolean,
    parsingContext?: object,
    extensions: object[] = [],
    parameters: string[] = [],
    id: symbol = Symbol(filename),
  ) => {
    if (parsingContext !== undefined || extensions.length > 0) noContexts();
    const dynamicImport = createDynamicImport(id, filename);
    const options = { name: filename, lineOffset, columnOffset };
    const compiled = decorating(code, filename, () =>
      compileFunction(code, parameters, dynamicImport, options),
    );
    (compiled as any)[idSymbol] = id;
    return { function: compiled, sourceURL: filename, sourceMapURL: undefined };
  };

  /** `cjsVariables` undefined: the code is checked as the body of a CommonJS module. */
  const containsModuleSyntax = (
    code: string,
    _filename: string,
    _resourceName?: string,
    cjsVariables?: string,
  ): boolean => {
    try {
      new Function(...(cjsVariables === undefined ? CJS_PARAMETERS : []), withoutHashbang(code));
      return false;
    } catch (error) {
      return shouldRetryAsEsm((error as Error).message, code);
    }
  };

  return {
    ...thread.skeleton('contextify'),
    ContextifyScript,
    compileFunction: compile,
    compileFunctionForCJSLoader,
    containsModuleSyntax,
    makeContext: noContexts,
    startSigintWatchdog() {},
    stopSigintWatchdog: () => false,
    watchdogHasPendingSigint: () => false,
  };
};

function withoutHashbang(code: string): string {
  return code.startsWith('#!') ? `//${code}` : code;
}
