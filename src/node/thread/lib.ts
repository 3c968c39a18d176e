/**
 * Node's own lib as the build bundles it (src/build/node/bundle.ts): two texts in memory that all threads
 * share, of which each compiles the modules that it runs. So a thread neither scans nor keeps the others.
 */
import type { OptionInfo } from '../bindings/options.ts';
import type { Shape } from './skeleton.ts';

/** `//# sourceURL` of a module of lib, before its id: stack frames are told apart by it. */
export const LIB_SCRIPT = 'in-step:lib/';
/** The same of the thread's own script. */
export const THREAD_SCRIPT = 'in-step:thread';

/** Facts of the pinned binary that no JavaScript of its lib knows. */
export interface NodeData {
  /** Such as `v26.10.0`. */
  version: string;
  versions: Record<string, string>;
  release: object;
  /** process.config as JSON. */
  config: string;
  /** Default value of every command line option, by its name with dashes. */
  options: Record<string, unknown>;
  /** Result of getCLIOptionsInfo(), without the help texts. */
  optionInfo: Record<string, OptionInfo>;
  optionAliases: Record<string, string[]>;
  embedderOptions: Record<string, unknown>;
  cannotBeRequired: string[];
  canBeRequired: string[];
  /** libuv's errors: number, then code and message. */
  errorMap: [number, [string, string]][];
  hashes: string[];
  /** llhttp as WebAssembly, in base64. */
  llhttp: string;
  /** Shape of each binding: see skeleton.ts. */
  skeleton: Record<string, Shape>;
}

export interface LibModule {
  id: string;
  /** In which text it is: behind the header, or in that with the rest. */
  part: 'first' | 'rest';
  /** Where it begins there, and how long it is, in bytes. */
  start: number;
  length: number;
  /** How much of the text's first line the functions around the module take. */
  column: number;
  /**
   * Where text was inserted into the module: 1-based line → [1-based column in the bundle, length
   * inserted before it], ascending.
   */
  insertions: Record<number, [number, number][]>;
}

/** The first text's first line. */
export interface LibHeader {
  data: NodeData;
  modules: LibModule[];
  /** Modules left out, by id, with the reason that an error gives. */
  leftOut: Record<string, string>;
  /** Ids of the modules that programs usually load, in that order. */
  usual: string[];
}

/** What rewritten code of lib refers to. */
export interface LibReferences {
  /** `__frame` (modules/await-transform.ts). */
  frame: object;
  /** `__thrown`: hears of each `throw` of an error that exists already, and gives it back. */
  thrown<E>(error: E, id: string, line: number, column: number): E;
}

type LibFunction = (...args: any[]) => any;
type Thrown = <E>(error: E, line: number, column: number) => E;

const NEWLINE = 10;
/** The global one may become the program's. Called so, it compiles in the global scope. */
const compile = eval;

export class NodeLib {
  readonly data: NodeData;
  readonly modules: ReadonlyMap<string, LibModule>;
  readonly leftOut: Record<string, string>;
  readonly usual: string[];
  readonly #first: Uint8Array;
  readonly #rest: () => Uint8Array;
  readonly #references: LibReferences;
  readonly #functions = new Map<string, LibFunction>();
  readonly #decoder = new TextDecoder('latin1');

  /** `rest` may block until the second text is there. */
  constructor(first: Uint8Array, rest: () => Uint8Array, references: LibReferences) {
    const end = first.indexOf(NEWLINE);
    const header = JSON.parse(this.#decode(first.subarray(0, end))) as LibHeader;
    this.data = header.data;
    this.modules = new Map(header.modules.map((module) => [module.id, module]));
    this.leftOut = header.leftOut;
    this.usual = header.usual;
    this.#first = first.subarray(end + 1);
    this.#rest = rest;
    this.#references = references;
  }

  /** The function of a module that is not left out. */
  functionOf(id: string): LibFunction {
    const known = this.#functions.get(id);
    if (known) return known;
    const { frame, thrown } = this.#references;
    const make = compile(this.textOf(id)) as (frame: object, thrown: Thrown) => LibFunction;
    const made = make(frame, (error, line, column) => thrown(error, id, line, column));
    this.#functions.set(id, made);
    return made;
  }

  /** The text of a module that is not left out, and of the functions around it. */
  textOf(id: string): string {
    const { part, start, length } = this.modules.get(id)!;
    const text = part === 'first' ? this.#first : this.#rest();
    return this.#decode(text.subarray(start, start + length));
  }

  #decode(bytes: Uint8Array): string {
    return this.#decoder.decode(new Uint8Array(bytes)); // it refuses shared memory
  }
}
