/**
 * Cyclic Module Records of ECMA-262 (16.2.1.6): links and evaluates graphs of modules in the
 * standard's order, with cycles and top-level await. Names are the standard's.
 */
import { ModuleRecord, type Status, STATUS, type SyntheticModule } from './module-record.ts';

interface Capability {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Functions of the standard that reach into more than one module's private state. */
let innerModuleLinking: (module: ModuleRecord, stack: CyclicModule[], index: number) => number;
let innerModuleEvaluation: typeof innerModuleLinking;
let asyncModuleExecutionFulfilled: (module: CyclicModule) => void;
let asyncModuleExecutionRejected: (module: CyclicModule, error: unknown) => void;

let asyncEvaluationCount = 0;

export abstract class CyclicModule extends ModuleRecord {
  #dependencies: readonly ModuleRecord[] = [];
  #status: Status = STATUS.unlinked;
  #error: { value: unknown } | undefined;
  #dfsIndex = 0;
  #dfsAncestorIndex = 0;
  #cycleRoot: CyclicModule = this;
  /** A number while the module waits for itself or for a dependency; 'done' after that. */
  #asyncEvaluationOrder: number | 'done' | undefined;
  #asyncParents: CyclicModule[] = [];
  #pendingAsyncDependencies = 0;
  #capability: Capability | undefined;

  abstract get hasTopLevelAwait(): boolean;
  /** InitializeEnvironment, first half: throws when an import or re-export leads nowhere. */
  protected abstract resolveImports(): void;
  /** InitializeEnvironment, second half: declares everything and brings functions to life. */
  protected abstract initializeEnvironment(isInCycle: boolean): void;
  /** Runs the body of a module without top-level await. */
  protected abstract execute(): void;
  /** Runs the body of a module with top-level await. */
  protected abstract executeAsync(): Promise<unknown>;

  get status(): Status {
    return this.#error && this.#status === STATUS.evaluated ? STATUS.errored : this.#status;
  }

  get error(): unknown {
    return this.#error?.value;
  }

  get dependencies(): readonly ModuleRecord[] {
    return this.#dependencies;
  }

  /** Sets the modules that this one requests, in the order of its requests. */
  setDependencies(dependencies: readonly ModuleRecord[]): void {
    this.#dependencies = dependencies;
  }

  /** Whether this module or one that it depends on has top-level await. */
  isGraphAsync(seen = new Set<ModuleRecord>()): boolean {
    if (seen.has(this)) return false;
    seen.add(this);
    if (this.hasTopLevelAwait) return true;
    return this.#dependencies.some(
      (module) => module instanceof CyclicModule && module.isGraphAsync(seen),
    );
  }

  /** The modules of this graph whose own top-level await holds it up. */
  unsettledModules(seen = new Set<ModuleRecord>()): CyclicModule[] {
    if (seen.has(this) || this.#error || typeof this.#asyncEvaluationOrder !== 'number') return [];
    seen.add(this);
    if (this.#pendingAsyncDependencies === 0) return [this];
    return this.#dependencies.flatMap((module) =>
      module instanceof CyclicModule ? module.unsettledModules(seen) : [],
    );
  }

  override link(): void {
    const stack: CyclicModule[] = [];
    try {
      innerModuleLinking(this, stack, 0);
    } catch (error) {
      for (const module of stack) module.#status = STATUS.unlinked;
      throw error;
    }
  }

  override evaluate(): Promise<void> {
    const module = this.#status === STATUS.evaluated ? this.#cycleRoot : this;
    if (module.#capability) return module.#capability.promise;
    const capability = Promise.withResolvers<void>();
    module.#capability = capability;
    const stack: CyclicModule[] = [];
    try {
      innerModuleEvaluation(module, stack, 0);
      if (typeof module.#asyncEvaluationOrder !== 'number') capability.resolve();
    } catch (error) {
      for (const member of stack) {
        member.#status = STATUS.evaluated;
        member.#error = { value: error };
      }
      capability.reject(error);
    }
    return capability.promise;
  }

  #enter(stack: CyclicModule[], index: number): number {
    this.#dfsIndex = index;
    this.#dfsAncestorIndex = index;
    stack.push(this);
    return index + 1;
  }

  #joinCycle(required: CyclicModule): void {
    this.#dfsAncestorIndex = Math.min(this.#dfsAncestorIndex, required.#dfsAncestorIndex);
  }

  /** Takes the finished cycle whose root is this module off the stack; empty if it has another. */
  #leave(stack: CyclicModule[]): CyclicModule[] {
    if (this.#dfsAncestorIndex !== this.#dfsIndex) return [];
    return stack.splice(stack.indexOf(this));
  }

  #executeAsync(): void {
    void this.executeAsync().then(
      () => asyncModuleExecutionFulfilled(this),
      (error) => asyncModuleExecutionRejected(this, error),
    );
  }

  #gatherAvailableAncestors(ready: CyclicModule[]): void {
    for (const parent of this.#asyncParents) {
      if (ready.includes(parent) || parent.#cycleRoot.#error) continue;
      if (--parent.#pendingAsyncDependencies > 0) continue;
      ready.push(parent);
      if (!parent.hasTopLevelAwait) parent.#gatherAvailableAncestors(ready);
    }
  }

  static {
    innerModuleLinking = (module, stack, index) => {
      if (!(module instanceof CyclicModule)) {
        module.link();
        return index;
      }
      if (module.#status !== STATUS.unlinked) return index;
      module.#status = STATUS.linking;
      index = module.#enter(stack, index);
      for (const required of module.#dependencies) {
        index = innerModuleLinking(required, stack, index);
        if (required instanceof CyclicModule && required.#status === STATUS.linking) {
          module.#joinCycle(required);
        }
      }
      module.resolveImports();
      const cycle = module.#leave(stack);
      const isCycle = cycle.length > 1 || module.#dependencies.includes(module);
      for (const member of cycle) member.#status = STATUS.linked;
      for (const member of cycle) member.initializeEnvironment(isCycle);
      return index;
    };

    innerModuleEvaluation = (module, stack, index) => {
      if (!(module instanceof CyclicModule)) {
        (module as SyntheticModule).evaluateSync();
        return index;
      }
      if (module.#status === STATUS.evaluated) {
        if (module.#error) throw module.#error.value;
        return index;
      }
      if (module.#status === STATUS.evaluating) return index;
      module.#status = STATUS.evaluating;
      index = module.#enter(stack, index);
      for (const required of module.#dependencies) {
        index = innerModuleEvaluation(required, stack, index);
        if (!(required instanceof CyclicModule)) continue;
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
      if (module.#pendingAsyncDependencies > 0 || module.hasTopLevelAwait) {
        module.#asyncEvaluationOrder = asyncEvaluationCount++;
        if (module.#pendingAsyncDependencies === 0) module.#executeAsync();
      } else {
        module.execute();
      }
      for (const member of module.#leave(stack)) {
        member.#status = STATUS.evaluated;
        member.#cycleRoot = module;
      }
      return index;
    };

    asyncModuleExecutionFulfilled = (module) => {
      if (module.#error) return;
      module.#asyncEvaluationOrder = 'done';
      module.#capability?.resolve();
      const ready: CyclicModule[] = [];
      module.#gatherAvailableAncestors(ready);
      const order = (ancestor: CyclicModule) => ancestor.#asyncEvaluationOrder as number;
      for (const ancestor of ready.toSorted((a, b) => order(a) - order(b))) {
        if (ancestor.#asyncEvaluationOrder === 'done' || ancestor.#error) continue;
        if (ancestor.hasTopLevelAwait) {
          ancestor.#executeAsync();
          continue;
        }
        try {
          ancestor.execute();
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
}
