/**
 * Scripts compiled from transformed source, and where their code stood in the original, so that
 * stack traces and the printed line of a fatal exception speak of what the reader wrote.
 */
export interface Position {
  /** Both start at 1. */
  line: number;
  column: number;
}

export interface ScriptOrigin {
  /** As stack traces show it: the `sourceURL` has no white space. */
  name: string;
  /** The original source, as the reader wrote it. */
  source: string;
  /**
   * From a position in the compiled code to that in `source`; undefined for inserted code, whose
   * frames are left out of stack traces.
   */
  position(line: number, column: number): Position | undefined;
}

const scripts = new Map<string, ScriptOrigin>();

/** `name` is the script's `//# sourceURL`: an absolute path, or a file: URL for an ES module. */
export function registerScript(name: string, origin: ScriptOrigin): void {
  scripts.set(name, origin);
}

export function scriptOrigin(name: string): ScriptOrigin | undefined {
  return scripts.get(name);
}

/** Every script of the program: its name as stack traces show it, and its original source. */
export function* programScripts(): Generator<readonly [name: string, source: string]> {
  for (const [, { name, source }] of scripts) yield [name, source];
}
