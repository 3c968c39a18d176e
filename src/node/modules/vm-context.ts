/**
 * A context of node:vm: a sandbox object that is the global object of the scripts that run in it.
 * V8 gives each context its own built-ins; a worker has one realm, so here the built-ins are this
 * realm's, and scripts run inside `with (scope)`, whose proxy finds, makes and misses their globals.
 */
import { THREAD_SCRIPT } from '../thread/lib.ts';
import { VM, type Declarations } from './context-script.ts';

/** The globals of a fresh context of V8, in its order. */
const BUILT_INS = (
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String ' +
  'Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError ' +
  'SyntaxError TypeError URIError globalThis JSON Math Intl ArrayBuffer Atomics Uint8Array ' +
  'Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array BigInt64Array ' +
  'Uint8ClampedArray Float32Array Float64Array Float16Array DataView Map BigInt Set Iterator ' +
  'WeakMap WeakSet Proxy Reflect FinalizationRegistry WeakRef decodeURI decodeURIComponent ' +
  'encodeURI encodeURIComponent escape unescape eval isFinite isNaN console Temporal ' +
  'SuppressedError DisposableStack AsyncDisposableStack SharedArrayBuffer WebAssembly'
).split(' ');

/** V8's own console, which only an inspector hears. */
const CONSOLE_METHODS = (
  'log info debug warn error dir time timeEnd timeLog trace assert clear count countReset group ' +
  'groupEnd table dirxml groupCollapsed Console profile profileEnd timeStamp context createTask'
).split(' ');

/** What rewritten code refers to: never the context's. */
const INTERNAL = /^__(?:vm|code|extensions|frame|import)/;

interface Lexical {
  get(): unknown;
  set?: (value: unknown) => void;
}

type Sandbox = Record<PropertyKey, any>;

/** What rewritten code calls: context-script.ts. */
export interface Bridge {
  scope: object;
  lookup: object;
  functions(declared: () => Record<string, unknown>): void;
  lexical(name: string, get: Lexical['get'], set?: Lexical['set']): void;
  link(name: string, get: Lexical['get'], set?: Lexical['set']): void;
  check(): void;
}

/** Sloppy, so that it may hold `with`; its direct eval gives scripts their completion value. */
const runInside = (0, eval)(
  `(function(${VM},__code){with(${VM}.scope)return eval(__code)})//# sourceURL=${THREAD_SCRIPT}`,
) as (this: unknown, bridge: Bridge, code: string) => unknown;

export interface ContextOptions {
  /** Whether eval() and Function() may compile strings. */
  strings: boolean;
}

export class VmContext {
  /** What `globalThis` is inside. */
  readonly global: object;
  readonly #sandbox: Sandbox;
  readonly #builtIns: Sandbox;
  readonly #scopes: { sloppy: object; strict: object };
  readonly #lookup: object;
  /** Top-level let, const and class: of the context, but no properties. */
  readonly #lexicals = new Map<string, Lexical>();
  /** The next `eval` is that of `runInside`. */
  #entering = false;
  /** The name that code has just resolved here; what is got without that is a property of `this`. */
  #resolved: PropertyKey | undefined;
  /** Function declarations are being picked up from where eval has put them. */
  #picking = false;

  constructor(sandbox: object, options: ContextOptions) {
    this.#sandbox = sandbox;
    this.#builtIns = builtIns(options);
    this.global = this.#createGlobal();
    this.#builtIns['globalThis'] = this.global;
    this.#scopes = { sloppy: this.#createScope(false), strict: this.#createScope(true) };
    this.#lookup = new Proxy(Object.create(null), {
      get: (_target, name: string) => (this.#has(name) ? this.#get(name) : undefined),
    });
  }

  #createGlobal(): object {
    const [sandbox, builtIns] = [this.#sandbox, this.#builtIns];
    return new Proxy(sandbox, {
      has: (_target, key) => key in sandbox || key in builtIns,
      get: (_target, key) => (key in sandbox ? sandbox[key] : builtIns[key]),
      set: (_target, key, value) => Reflect.set(sandbox, key, value),
      deleteProperty: (_target, key) =>
        delete builtIns[key] && Reflect.deleteProperty(sandbox, key),
      ownKeys(target) {
        const keys = Reflect.ownKeys(target);
        if (!Object.isExtensible(target)) return keys;
        return [...new Set([...keys, ...Reflect.ownKeys(builtIns)])];
      },
      getOwnPropertyDescriptor: (target, key) =>
        Reflect.getOwnPropertyDescriptor(target, key) ??
        (Object.isExtensible(target) ? Reflect.getOwnPropertyDescriptor(builtIns, key) : undefined),
    });
  }

  #has(name: PropertyKey): boolean {
    return this.#lexicals.has(name as string) || name in this.#sandbox || name in this.#builtIns;
  }

  #get(name: PropertyKey): unknown {
    const lexical = this.#lexicals.get(name as string);
    if (lexical) return lexical.get();
    if (name in this.#sandbox) return this.#sandbox[name];
    if (name in this.#builtIns) return this.#builtIns[name];
    throw notDefined(name);
  }

  /**
   * Claims every name, so that none is looked for in this realm's globals. To assign to a name that
   * nobody has declared makes it a global, but not for strict code.
   */
  #createScope(strict: boolean): object {
    return new Proxy(Object.create(null), {
      has: (_target, name) => {
        if (this.#picking || INTERNAL.test(String(name))) return false;
        if (name === 'eval' && this.#entering) return (this.#entering = false);
        this.#resolved = name;
        return true;
      },
      get: (_target, name) => {
        if (name === Symbol.unscopables) return undefined;
        const isName = this.#resolved === name;
        this.#resolved = undefined;
        // Functions that are called by their name get this scope for `this`.
        return isName ? this.#get(name) : (this.global as Sandbox)[name];
      },
      set: (_target, name, value) => {
        const lexical = this.#lexicals.get(name as string);
        if (strict && !this.#has(name)) throw notDefined(name);
        if (!lexical) return Reflect.set(this.#sandbox, name, value);
        if (!lexical.set) throw new TypeError('Assignment to constant variable.');
        lexical.set(value);
        return true;
      },
      deleteProperty: (_target, name) => Reflect.deleteProperty(this.global, name),
    });
  }

  /** `check`: called in every turn of a loop, if the code was compiled so. */
  bridge({ strict, check = () => {} }: { strict: boolean; check?: () => void }): Bridge {
    return {
      scope: strict ? this.#scopes.strict : this.#scopes.sloppy,
      lookup: this.#lookup,
      check,
      functions: (declared) => {
        this.#picking = true;
        try {
          Object.assign(this.#sandbox, declared());
        } finally {
          this.#picking = false;
        }
      },
      lexical: (name, get, set) => void this.#lexicals.set(name, { get, set }),
      link: (name, get, set) =>
        Object.defineProperty(this.#sandbox, name, {
          ...{ get, set, enumerable: true, configurable: true },
        }),
    };
  }

  /** Runs rewritten code, which declares `declarations`, for its completion value. */
  run(bridge: Bridge, code: string, declarations: Declarations): unknown {
    this.#declare(declarations);
    this.#entering = true;
    try {
      return runInside.call(this.global, bridge, code);
    } finally {
      this.#entering = false;
      if (declarations.strict) this.#unlink([...declarations.vars, ...declarations.functions]);
    }
  }

  #declare({ vars, functions, lexicals }: Declarations): void {
    for (const name of [...vars, ...functions, ...lexicals.map(({ name }) => name)]) {
      if (!this.#lexicals.has(name)) continue;
      throw new SyntaxError(`Identifier '${name}' has already been declared`);
    }
    for (const name of vars) {
      // On the global object, though not on the sandbox before it has a value.
      if (name in this.#sandbox || name in this.#builtIns) continue;
      Object.defineProperty(this.#builtIns, name, {
        ...{ value: undefined, writable: true, enumerable: true, configurable: true },
      });
    }
  }

  /** What strict code has declared becomes plain properties. */
  #unlink(names: string[]): void {
    for (const name of names) {
      const property = Object.getOwnPropertyDescriptor(this.#sandbox, name);
      if (!property?.get) continue;
      Object.defineProperty(this.#sandbox, name, {
        ...{ value: property.get(), writable: true, enumerable: true, configurable: true },
      });
    }
  }
}

function notDefined(name: PropertyKey): ReferenceError {
  return new ReferenceError(`${String(name)} is not defined`);
}

function builtIns({ strings }: ContextOptions): Sandbox {
  const made: Sandbox = Object.create(null);
  const define = (name: string, value: unknown) =>
    Object.defineProperty(made, name, { value, writable: true, configurable: true });
  for (const name of BUILT_INS) define(name, (globalThis as Sandbox)[name]);
  define('console', createConsole());
  define('globalThis', undefined);
  if (!strings) {
    const refuse = function (): never {
      throw new EvalError('Code generation from strings disallowed for this context');
    };
    define('eval', refuse);
    define('Function', refuse);
  }
  return made;
}

function createConsole(): object {
  const methods = CONSOLE_METHODS.map((name) => [name, { [name]() {} }[name]]);
  const made = Object.fromEntries(methods) as object;
  return Object.defineProperty(made, Symbol.toStringTag, { value: 'console', configurable: true });
}
