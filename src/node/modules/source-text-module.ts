/**
 * Source Text Module Records and Cyclic Module Records of ECMA-262 (16.2.1.5 to 16.2.1.7): links and
 * evaluates graphs of ES modules in the standard's order, with cycles and top-level await. Names
 * of methods are the standard's.
 */
import type { DynamicImport } from './dynamic-import.ts';
import {
  moduleEdits,
  MODULE_SUFFIX,
  type ModuleExports,
  type ModuleFunction,
} from './esm-transform.ts';
import {
  type Binding,
  ModuleRecord,
  readAs,
  type Resolution,
  type Status,
  STATUS,
  SyntheticModule,
} from './module-record.ts';
import { type ImportEntry, type ModuleSyntax, NAMESPACE } from './module-syntax.ts';
import { applyEdits, type Edit } from './source-edits.ts';

/** What a module needs of the thread around it. */
export interface ModuleHost {
  frame: unknown;
  dynamicImport: DynamicImport;
  /** Makes import.meta, when the module uses it. */
  importMeta(): object;
  /** Evaluates the rewritten source: an expression whose value is the module function. */
  compile(code: string, edits: readonly Edit[]): ModuleFunction;
  /** The SyntaxError of an import that cannot be resolved, at `entry` in the source. */
  importError(message: string, entry: ImportEntry): Error;
}

type ModuleGenerator = ReturnType<ReturnType<ModuleFunction>>;

interface Capability {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Functions of the standard that reach into more than one module's private state. */
let innerModuleLinking: (module: ModuleRecord, stack: SourceTextModule[], index: number) => number;
let innerModuleEvaluation: typeof innerModuleLinking;
let asyncModuleExecutionFulfilled: (module: SourceTextModule) => void;
let asyncModuleExecutionRejected: (module: SourceTextModule, error: unknown) => void;

let asyncEvaluationCount = 0;

export class SourceTextModule extends ModuleRecord {
  readonly syntax: ModuleSyntax;
  readonly #host: ModuleHost;

  #dependencies: ModuleRecord[] = [];
  #status: Status = STATUS.unlinked;
  #error: { value: unknown } | undefined;
  #dfsIndex = 0;
  #dfsAncestorIndex = 0;
  #cycleRoot: SourceTextModule = this;
  #asyncEvaluationOrder: number | 'done' | undefined;
  #asyncParents: SourceTextModule[] = [];
  #pendingAsyncDependencies = 0;
  #capability: Capability | undefined;
  /** Offset in the source of the top-level await that was reached last. */
  #awaitsAt = 0;

  /** Imports that are resolved, by local name. */
  #imports = new Map<string, Binding>();
  #getters: Record<string, () => unknown> | undefined;
  #generator: ModuleGenerator | undefined;

  constructor(url: string, syntax: ModuleSyntax, host: ModuleHost) {
    super(url);
    this.syntax = syntax;
    this.#host = host;
  }

  get status(): Status {
    return this.#error && this.#status === STATUS.evaluated ? STATUS.errored : this.#status;
  }

  get error(): unknown {
    return this.#error?.value;
  }

  /** The modules that `syntax.requests` ask for, in that order. */
  setDependencies(dependencies: readonly ModuleRecord[]): void {
    this.#dependencies = [...dependencies];
  }

  get dependencies(): readonly ModuleRecord[] {
    return this.#dependencies;
  }

  /** Whether this module or one that it depends on has top-level await. */
  isGraphAsync(seen = new Set<ModuleRecord>()): boolean {
    if (seen.has(this)) return false;
    seen.add(this);
    if (this.syntax.hasTopLevelAwait) return true;
    return this.#dependencies.some(
      (module) => module instanceof SourceTextModule && module.isGraphAsync(seen),
    );
  }

  /** Whether the evaluation has begun and waits for a top-level await. */
  get isUnsettled(): boolean {
    const root = this.#cycleRoot;
    return typeof root.#asyncEvaluationOrder === 'number' && root.#error === undefined;
  }

  /** The modules of this graph whose own top-level await holds it up, and its offset in each. */
  unsettledAwaits(seen = new Set<ModuleRecord>()): { module: SourceTextModule; offset: number }[] {
    if (seen.has(this) || !this.isUnsettled) return [];
    seen.add(this);
    if (this.#pendingAsyncDependencies === 0) return [{ module: this, offset: this.#awaitsAt }];
    return this.#dependencies.flatMap((module) =>
      module instanceof SourceTextModule ? module.unsettledAwaits(seen) : [],
    );
  }

  override exportedNames(seen = new Set<ModuleRecord>()): string[] {
    if (seen.has(this)) return [];
    seen.add(this);
    const { localExports, indirectExports, starExports } = this.syntax;
    const names = new Set([...localExports.keys(), ...indirectExports.keys()]);
    for (const request of starExports) {
      for (const name of this.#dependencies[request]!.exportedNames(seen)) {
        if (name !== 'default') names.add(name);
      }
    }
    return [...names];
  }

  override resolveExport(
    name: string,
    resolveSet: { module: ModuleRecord; name: string }[] = [],
  ): Resolution {
    if (resolveSet.some((entry) => entry.module === this && entry.name === name)) return 'missing';
    resolveSet.push({ module: this, name });
    const { localExports, indirectExports, starExports, imports, assigned } = this.syntax;
    const local = localExports.get(name);
    if (local !== undefined) {
      const namespaceImport = imports.get(local);
      if (namespaceImport) return this.#resolveImport(namespaceImport, resolveSet);
      const read = () => this.#readLocal(name);
      return { module: this, local, read, constant: !assigned.has(local) };
    }
    const entry = indirectExports.get(name);
    if (entry) return this.#resolveImport(entry, resolveSet);
    if (name === 'default') return 'missing';
    let found: Resolution = 'missing';
    for (const request of starExports) {
      const resolution = this.#dependencies[request]!.resolveExport(name, resolveSet);
      if (resolution === 'ambiguous') return resolution;
      if (resolution === 'missing') continue;
      if (found === 'missing') found = resolution;
      else if (found.module !== resolution.module || found.local !== resolution.local) {
        return 'ambiguous';
      }
    }
    return found;
  }

  #resolveImport(
    { request, name }: ImportEntry,
    resolveSet?: { module: ModuleRecord; name: string }[],
  ): Resolution {
    const module = this.#dependencies[request]!;
    if (name !== NAMESPACE) return module.resolveExport(name, resolveSet);
    return { module, local: NAMESPACE, read: () => module.namespace, constant: true };
  }

  #readLocal(name: string): unknown {
    const getter = this.#getters?.[name];
    if (getter === undefined) throw new ReferenceError(name);
    return getter();
  }

  override link(): void {
    const stack: SourceTextModule[] = [];
    try {
      innerModuleLinking(this, stack, 0);
    } catch (error) {
      for (const module of stack) module.#status = STATUS.unlinked;
      throw error;
    }
  }

  static {
    innerModuleLinking = (module, stack, index) => {
      if (!(module instanceof SourceTextModule)) {
        module.link();
        return index;
      }
      if (module.#status !== STATUS.unlinked) return index;
      module.#status = STATUS.linking;
      index = module.#enter(stack, index);
      for (const required of module.#dependencies) {
        index = innerModuleLinking(required, stack, index);
        if (required instanceof SourceTextModule && required.#status === STATUS.linking) {
          module.#joinCycle(required);
        }
      }
      module.#resolveImports();
      const cycle = module.#leave(stack);
      if (cycle.length === 0) return index;
      for (const member of cycle) member.#status = STATUS.linked;
      for (const member of cycle) member.#initializeEnvironment(cycle);
      return index;
    };
    innerModuleEvaluation = (module, stack, index) => {
      if (!(module instanceof SourceTextModule)) {
        (module as SyntheticModule).evaluateSync();
        return index;
      }
      if (module.#status === STATUS.evaluated) {
        if (module.#error) throw module.#error.value;
        return index;
      }
      if (module.#status === STATUS.evaluating) return index;
      module.#status = STATUS.evaluating;
      module.#pendingAsyncDependencies = 0;
      index = module.#enter(stack, index);
      for (const required of module.#dependencies) {
        index = innerModuleEvaluation(required, stack, index);
        if (!(required instanceof SourceTextModule)) continue;
        let dependency = required;
        if (required.#status === STATUS.evaluating) module.#joinCycle(required);
        else {
          dependency = required.#cycleRoot;
          if (dependency.#error) throw dependency.#error.value;
        }
        if (typeof dependency.#asyncEvaluationOrder === 'number') {
          module.#pendingAsyncDependencies++;
          dependency.#asyncParents.push(module);
        }
      }
      if (module.#pendingAsyncDependencies > 0 || module.syntax.hasTopLevelAwait) {
        module.#asyncEvaluationOrder = asyncEvaluationCount++;
        if (module.#pendingAsyncDependencies === 0) module.#executeAsync();
      } else {
        module.#execute();
      }
      for (const member of module.#leave(stack)) {
        member.#status = STATUS.evaluated;
        member.#cycleRoot = module;
      }
      return index;
    };
  }

  #enter(stack: SourceTextModule[], index: number): number {
    this.#dfsIndex = index;
    this.#dfsAncestorIndex = index;
    stack.push(this);
    return index + 1;
  }

  #joinCycle(required: SourceTextModule): void {
    this.#dfsAncestorIndex = Math.min(this.#dfsAncestorIndex, required.#dfsAncestorIndex);
  }

  /** Takes the finished cycle whose root is this module off the stack; empty if it has another. */
  #leave(stack: SourceTextModule[]): SourceTextModule[] {
    if (this.#dfsAncestorIndex !== this.#dfsIndex) return [];
    return stack.splice(stack.indexOf(this));
  }

  /** InitializeEnvironment, first half: every import and re-export must lead somewhere. */
  #resolveImports(): void {
    const { indirectExports, imports, requests } = this.syntax;
    const check = (entry: ImportEntry, resolution: Resolution): Binding => {
      if (typeof resolution === 'object') return resolution;
      const { specifier } = requests[entry.request]!;
      const name = String(entry.name);
      const message =
        resolution === 'missing'
          ? `The requested module '${specifier}' does not provide an export named '${name}'`
          : `The requested module '${specifier}' contains conflicting star exports for name '${name}'`;
      throw this.#host.importError(message, entry);
    };
    for (const [name, entry] of indirectExports) check(entry, this.resolveExport(name));
    for (const [local, entry] of imports) {
      this.#imports.set(local, check(entry, this.#resolveImport(entry)));
    }
  }

  /** InitializeEnvironment, second half: declares everything and brings functions to life. */
  #initializeEnvironment(cycle: SourceTextModule[]): void {
    const inCycle = cycle.length > 1 || this.#dependencies.includes(this);
    const live = new Set<string>();
    const liveImports = {};
    for (const [local, binding] of this.#imports) {
      if (binding.constant && !inCycle) continue;
      live.add(local);
      Object.defineProperty(liveImports, local, {
        get: () => readAs(binding, local),
        set() {
          throw new TypeError('Assignment to constant variable.');
        },
      });
    }
    const edits = moduleEdits(this.syntax, live);
    const code = applyEdits(this.syntax.source, edits) + MODULE_SUFFIX;
    const takeGetters = (getters: Record<string, () => unknown>) => {
      this.#getters = getters;
    };
    const at = <T>(offset: number, value: T): T => {
      this.#awaitsAt = offset;
      return value;
    };
    const exports: ModuleExports = Object.assign(takeGetters, { setName, at });
    const meta = this.syntax.usesImportMeta ? this.#host.importMeta() : undefined;
    const { frame, dynamicImport } = this.#host;
    const start = this.#host.compile(code, edits)(frame, dynamicImport, meta, liveImports, exports);
    this.#generator = start.call(undefined);
    void this.#generator.next({});
  }

  /** The values that the scope declares as constants. */
  #constantImports(): object {
    const values: Record<string, unknown> = {};
    for (const [local, binding] of this.#imports) {
      // In a cycle nothing is read from here, and not everything is there yet.
      Object.defineProperty(values, local, { get: () => binding.read() });
    }
    return values;
  }

  #execute(): void {
    const generator = this.#generator as Generator<void, void, object>;
    this.#generator = undefined;
    generator.next(this.#constantImports());
  }

  #executeAsync(): void {
    if (!this.syntax.hasTopLevelAwait) throw new Error('not an asynchronous module');
    const generator = this.#generator as AsyncGenerator<void, void, object>;
    this.#generator = undefined;
    void generator.next(this.#constantImports()).then(
      () => asyncModuleExecutionFulfilled(this),
      (error) => asyncModuleExecutionRejected(this, error),
    );
  }

  override evaluate(): Promise<void> {
    const module = this.#status === STATUS.evaluated ? this.#cycleRoot : this;
    if (module.#capability) return module.#capability.promise;
    const capability = Promise.withResolvers<void>();
    module.#capability = capability;
    const stack: SourceTextModule[] = [];
    try {
      innerModuleEvaluation(module, stack, 0);
      if (typeof module.#asyncEvaluationOrder !== 'number') capability.resolve();
    } catch (error) {
      for (const member of stack) {
        member.#status = STATUS.evaluated;
        member.#error = { value: error };
      }
      // A dependency that had failed before leaves this module with the same error.
      module.#error ??= { value: error };
      capability.reject(error);
    }
    return capability.promise;
  }

  static {
    asyncModuleExecutionFulfilled = (module) => {
      if (module.#error) return;
      module.#asyncEvaluationOrder = 'done';
      module.#capability?.resolve();
      const ready: SourceTextModule[] = [];
      module.#gatherAvailableAncestors(ready);
      const order = (ancestor: SourceTextModule) => ancestor.#asyncEvaluationOrder as number;
      for (const ancestor of ready.toSorted((a, b) => order(a) - order(b))) {
        if (ancestor.#asyncEvaluationOrder === 'done' || ancestor.#error) continue;
        if (ancestor.syntax.hasTopLevelAwait) {
          ancestor.#executeAsync();
          continue;
        }
        try {
          ancestor.#execute();
        } catch (error) {
          asyncModuleExecutionRejected(ancestor, error);
          continue;
        }
        ancestor.#asyncEvaluationOrder = 'done';
        ancestor.#capability?.resolve();
      }
    };
    asyncModuleExecutionRejected = (module, error) => {
      if (module.#error) return;
      module.#error = { value: error };
      module.#asyncEvaluationOrder = 'done';
      for (const parent of module.#asyncParents) asyncModuleExecutionRejected(parent, error);
      module.#capability?.reject(error);
    };
  }

  #gatherAvailableAncestors(ready: SourceTextModule[]): void {
    for (const parent of this.#asyncParents) {
      if (ready.includes(parent) || parent.#cycleRoot.#error) continue;
      if (--parent.#pendingAsyncDependencies > 0) continue;
      ready.push(parent);
      if (!parent.syntax.hasTopLevelAwait) parent.#gatherAvailableAncestors(ready);
    }
  }
}

/** The name of `export default function () {}`. */
function setName(value: object): void {
  Object.defineProperty(value, 'name', { value: 'default', configurable: true });
}
