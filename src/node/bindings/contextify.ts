/** internalBinding('contextify'): compiles CommonJS modules and vm's scripts (src/node_contextify.cc). */
import {
  checkSyntax,
  compileFunction,
  compileFunctionInContext,
  compileScript,
  type RunOptions,
} from '../modules/compile.ts';
import { createDynamicImport } from '../modules/dynamic-import.ts';
import { installFunctionText } from '../modules/function-text.ts';
import { explainSyntaxError } from '../modules/syntax-error.ts';
import { VmContext } from '../modules/vm-context.ts';
import { formatErrorSource } from '../thread/fatal-exception.ts';
import { scriptOrigin } from '../thread/scripts.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

const CJS_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Looking at the clock takes longer than a turn of most loops. */
const CHECK_EVERY = 64;

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
    (explained as any)[thread.privateSymbols['arrow_message_private_symbol']!] = text;
    (explained as any)[thread.privateSymbols['decorated_private_symbol']!] = true;
  }
  return explained;
}

/** The same for an error that a script threw, at the place where it was made. */
function decorateThrown(thread: Thread, error: any): void {
  const decorated = thread.privateSymbols['decorated_private_symbol']!;
  if (!Error.isError(error) || (error as any)[decorated]) return;
  let stack: unknown;
  try {
    ({ stack } = error);
  } catch {
    return; // a program's own Error.prepareStackTrace threw
  }
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

  const contextSymbol = thread.privateSymbols['contextify_context_private_symbol']!;
  const contextOf = (object: object): VmContext => (object as any)[contextSymbol];

  /** Without V8's own microtask queues and wasm switch. Gives the object that stands for it. */
  const makeContext = (
    object: object | symbol,
    _name: string,
    _origin: string | undefined,
    strings: boolean,
    wasm: boolean,
    ownMicrotaskQueue: boolean,
    id: symbol,
  ): object => {
    if (ownMicrotaskQueue) notImplemented("the option microtaskMode: 'afterEvaluate' of node:vm");
    if (!wasm) notImplemented('the option codeGeneration.wasm: false of node:vm');
    const plain = object === perIsolateSymbols['vm_context_no_contextify'];
    const sandbox = plain ? {} : (object as object);
    const context = new VmContext(sandbox, { strings });
    (sandbox as any)[contextSymbol] = context;
    (sandbox as any)[idSymbol] = id;
    return plain ? context.global : sandbox;
  };

  /** Runs a script with what ends it after `timeout` milliseconds, as far as its own code goes. */
  const runWithin = (timeout: number, run: (options: RunOptions) => unknown): unknown => {
    const deadline = performance.now() + timeout;
    let turns = 0;
    let expired = false;
    const timedOut = (): Error => {
      const message = `Script execution timed out after ${timeout}ms`;
      const error = thread.stacks.withFullStack(() => new Error(message));
      return Object.assign(error, { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' });
    };
    const check = (): void => {
      if (!expired && (++turns % CHECK_EVERY !== 0 || performance.now() < deadline)) return;
      expired = true;
      throw timedOut();
    };
    let value: unknown;
    try {
      value = run({ check });
    } catch (error) {
      if (!expired) throw error;
    }
    // Whatever the script made of the error.
    if (expired) throw timedOut();
    return value;
  };

  class ContextifyScript {
    sourceURL: string | undefined = undefined;
    sourceMapURL: string | undefined = undefined;
    /** V8's code cache is not to be had: none is taken, none is made. */
    cachedDataRejected?: boolean;
    cachedDataProduced?: boolean;
    readonly #run: (options: RunOptions) => unknown;

    constructor(
      code: string,
      filename: string,
      lineOffset = 0,
      columnOffset = 0,
      cachedData?: unknown,
      produceCachedData?: boolean,
      _parsingContext?: object,
      id: symbol = Symbol(filename),
    ) {
      (this as any)[idSymbol] = id;
      if (cachedData !== undefined) this.cachedDataRejected = true;
      if (produceCachedData) this.cachedDataProduced = false;
      this.#run = decorating(code, filename, () =>
        compileScript(code, createDynamicImport(id, filename), {
          name: filename,
          lineOffset,
          columnOffset,
        }),
      );
    }

    /** `object` null: this realm. `timeout` -1: none. */
    runInContext(object: object | null, timeout = -1, displayErrors?: boolean): unknown {
      const context = object === null ? undefined : contextOf(object);
      const run = (options: RunOptions) => this.#run({ ...options, context });
      try {
        return timeout < 0 ? run({}) : runWithin(timeout, run);
      } catch (error) {
        if (displayErrors) decorateThrown(thread, error);
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
    cachedData?: unknown,
    produceCachedData?: boolean,
    parsingContext?: object,
    extensions: object[] = [],
    parameters: string[] = [],
    id: symbol = Symbol(filename),
  ) => {
    const dynamicImport = createDynamicImport(id, filename);
    const options = { name: filename, lineOffset, columnOffset };
    const context = parsingContext && contextOf(parsingContext);
    const compiled = decorating(code, filename, () =>
      context || extensions.length > 0
        ? compileFunctionInContext(code, parameters, dynamicImport, options, {
            context,
            extensions,
          })
        : compileFunction(code, parameters, dynamicImport, options),
    );
    (compiled as any)[idSymbol] = id;
    return {
      function: compiled,
      sourceURL: filename,
      sourceMapURL: undefined,
      ...(cachedData !== undefined && { cachedDataRejected: true }),
      ...(produceCachedData && { cachedDataProduced: false }),
    };
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
    makeContext,
    startSigintWatchdog() {},
    stopSigintWatchdog: () => false,
    watchdogHasPendingSigint: () => false,
  };
};

function withoutHashbang(code: string): string {
  return code.startsWith('#!') ? `//${code}` : code;
}
