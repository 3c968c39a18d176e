/**
 * Node's own lib as the build bundles it (src/build/node/bundle.ts). The first of its two scripts
 * leaves a `NodeLib` on the global object under `LIB_GLOBAL`; boot.ts takes it away from there.
 */
import type { OptionInfo } from '../bindings/options.ts';
import type { Shape } from './skeleton.ts';

export const LIB_GLOBAL = '__nodeLib';
/** Where the frame leaves the address of lib's second script. */
export const LIB_REST_URL = '__nodeLibRest';
/** `//# sourceURL` of lib's scripts and of the thread's: stack frames are told apart by it. */
export const LIB_SCRIPT = 'in-step:lib';
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
  /** First line of the module in the bundle, and how much of that line the wrapper takes. */
  line: number;
  column: number;
  /**
   * Where text was inserted into the module: 1-based line → [1-based column in the bundle, length
   * inserted before it], ascending.
   */
  insertions: Record<number, [number, number][]>;
}

export interface NodeLib {
  data: NodeData;
  /** Ascending by line. */
  modules: LibModule[];
  /** Those of the second script are missing until a program wants one of them: see `functionOf`. */
  functions: Record<string, (...args: any[]) => any>;
  /** Runs the second script (boot.ts). */
  loadRest(): void;
  /**
   * Gives rewritten code of both scripts what it calls `__frame` (modules/await-transform.ts) and `__thrown`, which
   * hears of each `throw` of an error that exists already: index of the module, line and column.
   */
  bind(
    frame: object,
    thrown: <E>(error: E, module: number, line: number, column: number) => E,
  ): void;
  /** Modules left out, by id, with the reason that an error gives. */
  leftOut: Record<string, string>;
}

/** The function of a module that is not left out. */
export function functionOf(
  lib: Pick<NodeLib, 'functions' | 'loadRest'>,
  id: string,
): (...args: any[]) => any {
  if (!lib.functions[id]) lib.loadRest();
  return lib.functions[id]!;
}
