/**
 * Source Text Module Records of ECMA-262 (16.2.1.7): ES modules whose code esm-transform.ts made a
 * function.
 */
import { CyclicModule } from './cyclic-module.ts';
import type { DynamicImport } from './dynamic-import.ts';
import {
  moduleEdits,
  MODULE_SUFFIX,
  type ModuleExports,
  type ModuleFunction,
} from './esm-transform.ts';
import { type Binding, type ModuleRecord, readAs, type Resolution } from './module-record.ts';
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
  /** The module's code is about to run. */
  onRun?(): void;
}

type ModuleGenerator = ReturnType<ReturnType<ModuleFunction>>;

export class SourceTextModule extends CyclicModule {
  readonly syntax: ModuleSyntax;
  readonly #host: ModuleHost;
  /** Offset in the source of the top-level await that was reached last. */
  awaitsAt = 0;
  /** Imports that are resolved, by local name. */
  readonly #imports = new Map<string, Binding>();
  #getters: Record<string, () => unknown> | undefined;
  #generator: ModuleGenerator | undefined;

  constructor(url: string, syntax: ModuleSyntax, host: ModuleHost) {
    super(url);
    this.syntax = syntax;
    this.#host = host;
  }

  override get hasTopLevelAwait(): boolean {
    return this.syntax.hasTopLevelAwait;
  }

  override exportedNames(seen = new Set<ModuleRecord>()): string[] {
    if (seen.has(this)) return [];
    seen.add(this);
    const { localExports, indirectExports, starExports } = this.syntax;
    const names = new Set([...localExports.keys(), ...indirectExports.keys()]);
    for (const request of starExports) {
      for (const name of this.dependencies[request]!.exportedNames(seen)) {
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
      const resolution = this.dependencies[request]!.resolveExport(name, resolveSet);
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
    const module = this.dependencies[request]!;
    if (name !== NAMESPACE) return module.resolveExport(name, resolveSet);
    return { module, local: NAMESPACE, read: () => module.namespace, constant: true };
  }

  #readLocal(name: string): unknown {
    const getter = this.#getters?.[name];
    if (getter === undefined) throw new ReferenceError(name);
    return getter();
  }

  protected override resolveImports(): void {
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

  protected override initializeEnvironment(isInCycle: boolean): void {
    const live = new Set<string>();
    const liveImports = {};
    for (const [local, binding] of this.#imports) {
      if (binding.constant && !isInCycle) continue;
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
      this.awaitsAt = offset;
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

  protected override execute(): void {
    (this.#takeGenerator() as Generator<void, void, object>).next(this.#constantImports());
  }

  protected override executeAsync(): Promise<unknown> {
    const generator = this.#takeGenerator() as AsyncGenerator<void, void, object>;
    return generator.next(this.#constantImports());
  }

  #takeGenerator(): ModuleGenerator {
    const generator = this.#generator!;
    this.#generator = undefined;
    this.#host.onRun?.();
    return generator;
  }
}

/** The name of `export default function () {}`. */
function setName(value: object): void {
  Object.defineProperty(value, 'name', { value: 'default', configurable: true });
}
