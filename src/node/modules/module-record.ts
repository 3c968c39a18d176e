/**
 * Module records of ECMA-262 (16.2.1): how exports are found. Linking and evaluation of source text
 * modules is in source-text-module.ts; synthetic modules (built-ins, CommonJS, JSON) are here.
 */
import { createNamespace } from './namespace.ts';

/** An export found: where its value is read from, and whether that value can still change. */
export interface Binding {
  module: ModuleRecord;
  /** Identifies the binding in its module; two paths to the same one do not conflict. */
  local: string | symbol;
  /** Throws a ReferenceError in the temporal dead zone. */
  read(): unknown;
  constant: boolean;
}

export type Resolution = Binding | 'missing' | 'ambiguous';
type ResolveSet = { module: ModuleRecord; name: string }[];

export const STATUS = {
  unlinked: 0,
  linking: 1,
  linked: 2,
  evaluating: 3,
  evaluated: 4,
  errored: 5,
} as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

export abstract class ModuleRecord {
  readonly url: string;
  #namespace: object | undefined;

  constructor(url: string) {
    this.url = url;
  }

  abstract get status(): Status;
  /** The value that evaluation threw; to be asked for when `status` is `errored`. */
  abstract get error(): unknown;
  abstract exportedNames(seen?: Set<ModuleRecord>): string[];
  abstract resolveExport(name: string, resolveSet?: ResolveSet): Resolution;
  abstract link(): void;
  abstract evaluate(): Promise<void>;

  get namespace(): object {
    if (this.#namespace === undefined) {
      const bindings = new Map<string, Binding>();
      for (const name of new Set(this.exportedNames())) {
        const resolution = this.resolveExport(name);
        if (typeof resolution === 'object') bindings.set(name, resolution);
      }
      this.#namespace = createNamespace([...bindings.keys()], (name) =>
        readAs(bindings.get(name)!, name),
      );
    }
    return this.#namespace;
  }
}

/** Reads a binding; the error of its temporal dead zone names what the reader of it wrote. */
export function readAs(binding: Binding, name: string): unknown {
  try {
    return binding.read();
  } catch {
    throw new ReferenceError(`Cannot access '${name}' before initialization`);
  }
}

/** A module whose exports are set by its host. */
export class SyntheticModule extends ModuleRecord {
  readonly #values = new Map<string, unknown>();
  readonly #evaluate: () => void;
  #status: Status = STATUS.unlinked;
  #error: unknown;

  /** `evaluate` is called once and calls `setExport`. */
  constructor(url: string, exportNames: readonly string[], evaluate: () => void) {
    super(url);
    for (const name of exportNames) this.#values.set(name, undefined);
    this.#evaluate = evaluate;
  }

  get status(): Status {
    return this.#status;
  }

  get error(): unknown {
    return this.#error;
  }

  setExport(name: string, value: unknown): void {
    if (!this.#values.has(name)) {
      throw new ReferenceError(`Export '${name}' is not defined in module`);
    }
    this.#values.set(name, value);
  }

  override exportedNames(): string[] {
    return [...this.#values.keys()];
  }

  override resolveExport(name: string): Resolution {
    if (!this.#values.has(name)) return 'missing';
    return { module: this, local: name, read: () => this.#values.get(name), constant: true };
  }

  override link(): void {
    if (this.#status === STATUS.unlinked) this.#status = STATUS.linked;
  }

  override evaluate(): Promise<void> {
    try {
      this.evaluateSync();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  evaluateSync(): void {
    if (this.#status === STATUS.errored) throw this.#error;
    if (this.#status >= STATUS.evaluating) return;
    this.#status = STATUS.evaluating;
    try {
      this.#evaluate();
      this.#status = STATUS.evaluated;
    } catch (error) {
      this.#status = STATUS.errored;
      this.#error = error;
      throw error;
    }
  }
}
