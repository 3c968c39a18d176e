/** internalBinding('module_wrap'): ES modules for Node's own loader (src/module_wrap.cc). */
import { asyncContext } from '../modules/rewritten-code.ts';
import { evaluate } from '../modules/compile.ts';
import { createDynamicImport, setImportCallback } from '../modules/dynamic-import.ts';
import type { ModuleFunction } from '../modules/esm-transform.ts';
import { type ModuleRecord, STATUS, SyntheticModule } from '../modules/module-record.ts';
import { type ImportEntry, type ModuleSyntax, parseModule } from '../modules/module-syntax.ts';
import { SourceTextModule } from '../modules/source-text-module.ts';
import { caretBelow, explainSyntaxError } from '../modules/syntax-error.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** Makes the `resolve` of import.meta for the module at a URL. */
type ResolveInitializer = (url: string) => unknown;
type MetaInitializer = (id: symbol, meta: object, wrap: object) => void;

/** What require() of an ES module with a default export gives: see lib's populateCJSExportsFromESM. */
const REQUIRED_FACADE =
  "export * from 'original'; export { default } from 'original'; export const __esModule = true;";

export const moduleWrap: BindingFactory = (thread) => {
  const skeleton = thread.skeleton('module_wrap');
  const { privateSymbols, perIsolateSymbols } = thread;
  const idSymbol = privateSymbols['host_defined_option_symbol']!;
  const arrowSymbol = privateSymbols['arrow_message_private_symbol']!;
  const importedCjsSymbol = perIsolateSymbols['imported_cjs_symbol']!;
  const defaultId = perIsolateSymbols['source_text_module_default_hdo']!;
  let initializeMeta: MetaInitializer;
  let initializeResolve: ResolveInitializer;

  const nodeError = (code: string, message: string): Error =>
    thread.stacks.withFullStack(() => Object.assign(new Error(message), { code }));

  const syntaxError = (message: string, arrow: string | undefined): SyntaxError => {
    const error = thread.stacks.withFullStack(() => new SyntaxError(message));
    if (arrow !== undefined) (error as any)[arrowSymbol] = arrow;
    return error;
  };

  const parse = (url: string, source: string): ModuleSyntax => {
    try {
      return parseModule(source);
    } catch {
      const { message, arrow } = explainSyntaxError(source, 'module');
      throw syntaxError(message, arrow(url));
    }
  };

  /** import.meta of a module that Node's default loader made. */
  const defaultMeta = (wrap: ModuleWrap): object => {
    const { url } = wrap;
    const meta: Record<string, unknown> = Object.create(null);
    if (url.startsWith('file:')) {
      const filename = thread.require('internal/url').fileURLToPath(url);
      meta['dirname'] = thread.require('path').dirname(filename);
      meta['filename'] = filename;
    }
    meta['main'] = Boolean(wrap.isMain);
    meta['resolve'] = initializeResolve(url);
    meta['url'] = url;
    return meta;
  };

  const createSourceTextModule = (wrap: ModuleWrap, url: string, source: string, id: symbol) =>
    new SourceTextModule(url, parse(url, source), {
      frame: asyncContext,
      dynamicImport: createDynamicImport(id, url),
      importMeta() {
        if (id === defaultId) return defaultMeta(wrap);
        const meta = Object.create(null);
        initializeMeta(id, meta, wrap);
        return meta;
      },
      compile: (code, edits) => evaluate(code, source, edits, { name: url }) as ModuleFunction,
      onRun: () => thread.loop.trace?.onModule(url),
      importError: (message, { start, end }: ImportEntry) =>
        syntaxError(message, caretBelow(source, start, end, url)),
    });

  class ModuleWrap {
    readonly url!: string;
    isMain?: boolean;
    readonly #record: ModuleRecord;
    #sourceObject: unknown;

    /**
     * Source text: (url, context, source, lineOffset, columnOffset, host-defined option or cached
     * data). Synthetic: (url, context, names of exports, evaluation steps, CommonJS module).
     */
    constructor(
      url: string,
      context: object | undefined,
      source: string | string[],
      lineOffsetOrSteps: number | ((this: ModuleWrap, wrap: ModuleWrap) => void),
      _columnOffsetOrModule?: unknown,
      idOrCachedData?: unknown,
    ) {
      if (context !== undefined) notImplemented('vm.createContext()');
      const id = typeof idOrCachedData === 'symbol' ? idOrCachedData : Symbol(url);
      (this as any)[idSymbol] = id;
      if (typeof source === 'string') {
        this.#record = createSourceTextModule(this, url, source, id);
      } else {
        const steps = lineOffsetOrSteps as (this: ModuleWrap, wrap: ModuleWrap) => void;
        this.#record = new SyntheticModule(url, source, () => steps.call(this, this));
        if (_columnOffsetOrModule) (this as any)[importedCjsSymbol] = _columnOffsetOrModule;
      }
      const record = this.#record;
      Object.defineProperty(this, 'hasAsyncGraph', {
        configurable: true,
        get() {
          if (record.status < STATUS.linked) {
            throw nodeError('ERR_MODULE_NOT_INSTANTIATED', 'Module is not instantiated');
          }
          return record instanceof SourceTextModule && record.isGraphAsync();
        },
      });
      Object.assign(this, {
        hasTopLevelAwait: record instanceof SourceTextModule && record.syntax.hasTopLevelAwait,
        sourceURL: undefined,
        sourceMapURL: undefined,
        synthetic: record instanceof SyntheticModule,
        url,
      });
    }

    getModuleRequests(): object[] {
      if (!(this.#record instanceof SourceTextModule)) return [];
      return this.#record.syntax.requests.map((request) => ({
        __proto__: null,
        specifier: request.specifier,
        attributes: request.attributes,
        phase: skeleton['kEvaluationPhase'],
      }));
    }

    link(wraps: ArrayLike<ModuleWrap>): void {
      if (!(this.#record instanceof SourceTextModule)) return;
      this.#record.setDependencies(Array.from(wraps, (wrap) => wrap.#record));
    }

    instantiate(): void {
      this.#record.link();
    }

    evaluate(): Promise<void> {
      return this.#record.evaluate();
    }

    /** Evaluates a graph without top-level await and gives the namespace. */
    evaluateSync(): object {
      const record = this.#record;
      void record.evaluate().then(undefined, () => {});
      if (record.status === STATUS.errored) throw record.error;
      if (record instanceof SourceTextModule && record.isGraphAsync()) {
        throw nodeError(
          'ERR_REQUIRE_ASYNC_MODULE',
          'require() cannot be used on an ESM graph with top-level await. Use import() instead.',
        );
      }
      return record.namespace;
    }

    setExport(name: string, value: unknown): void {
      (this.#record as SyntheticModule).setExport(name, value);
    }

    getNamespace(): object {
      if (this.#record.status < STATUS.linked) {
        throw nodeError(
          'ERR_MODULE_NOT_INSTANTIATED',
          'cannot get namespace, module has not been instantiated',
        );
      }
      return this.#record.namespace;
    }

    getStatus(): number {
      return this.#record.status;
    }

    getError(): unknown {
      return this.#record.error;
    }

    /**
     * Where the modules of this graph that hold it up wait: V8's GetStalledTopLevelAwaitMessages.
     * Line and column start at 1.
     */
    stalledPositions(): { script: string; line: number; column: number }[] {
      if (!(this.#record instanceof SourceTextModule)) return [];
      const modules = this.#record.unsettledModules() as SourceTextModule[];
      return modules.map(({ url: script, syntax, awaitsAt }) => {
        const before = syntax.source.slice(0, awaitsAt).split('\n');
        return { script, line: before.length, column: before.at(-1)!.length + 1 };
      });
    }

    setModuleSourceObject(value: unknown): void {
      this.#sourceObject = value;
    }

    getModuleSourceObject(): unknown {
      return this.#sourceObject;
    }

    createCachedData(): never {
      return notImplemented('vm.SourceTextModule.createCachedData()');
    }

    static requiredFacade(wrap: ModuleWrap): object {
      const facade = createSourceTextModule(
        wrap,
        'node:internal/require_module_default_facade',
        REQUIRED_FACADE,
        defaultId,
      );
      facade.setDependencies([wrap.#record]);
      facade.link();
      void facade.evaluate();
      return facade.namespace;
    }
  }
  const { requiredFacade } = ModuleWrap;
  Reflect.deleteProperty(ModuleWrap, 'requiredFacade');
  // Lib takes Object.prototype, where private symbols live, out of its prototype chain.
  for (const symbol of Object.values(privateSymbols)) {
    const accessor = Object.getOwnPropertyDescriptor(Object.prototype, symbol)!;
    Object.defineProperty(ModuleWrap.prototype, symbol, accessor);
  }

  return {
    ...skeleton,
    ModuleWrap,
    createRequiredModuleFacade: requiredFacade,
    setImportModuleDynamicallyCallback: setImportCallback,
    setInitializeImportMetaObjectCallback(callback: MetaInitializer) {
      initializeMeta = callback;
    },
    setImportMetaResolveInitializer(initializer: ResolveInitializer) {
      initializeResolve = initializer;
    },
  };
};
