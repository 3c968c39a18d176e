/** Uncaught exceptions: TriggerUncaughtException and ReportFatalException of src/node_errors.cc. */
import type { CallSite, FramePosition } from './call-site.ts';

/** Exit codes of src/node_exit_code.h. */
const EXIT = {
  userError: 1,
  invalidMonkeyPatching: 6,
  exceptionInHandler: 7,
} as const;

/** Turn a fatal error into what is printed; from lib, by way of the errors binding. */
export interface StackEnhancers {
  before(error: object): unknown;
  after(error: object): unknown;
}

export interface FatalExceptionHost {
  process: any;
  version: string;
  arrowMessageSymbol: symbol;
  decoratedSymbol: symbol;
  enhancers(): StackEnhancers;
  /** The exit code that process.exitCode asks for, or the one given. */
  exitCode(otherwise: number): number;
  exit(code: number): never;
  /**
   * --abort-on-uncaught-exception, which is not for workers, unless lib has somebody who will hear of
   * it.
   */
  aborts(): boolean;
  abort(): never;
  print(text: string): void;
  /** The call sites of an error, uppermost first; none before its stack was read. */
  sitesOf(error: object): CallSite[];
  /** Where an error was thrown, if that is known. */
  throwOf(error: object): FramePosition | undefined;
  /** Text of one line of a script, 1-based; undefined when it is not known. */
  sourceLine(script: string, line: number): string | undefined;
}

/** "file:line", the line of source, and a caret below the column: GetErrorSource. */
export function formatErrorSource({ script, line, column }: FramePosition, source: string): string {
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const underline = column - 1 <= source.length ? `${indent}^\n` : '';
  return `${script}:${line}\n${source}\n${underline}`;
}

interface Circumstances {
  fromPromise?: boolean;
  /** Thrown out of a call from the loop, not in a microtask and not by a rejection. */
  thrown?: boolean;
  /** Where it was seen: shown of values that are no Error, or have no frames. */
  at?: FramePosition | undefined;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

export class FatalExceptions {
  readonly #host: FatalExceptionHost;

  constructor(host: FatalExceptionHost) {
    this.#host = host;
  }

  /** Offers an exception to the program ('uncaughtException' …); ends the thread if it is refused. */
  trigger(error: unknown, { fromPromise = false, thrown = false, at }: Circumstances): void {
    const { process } = this.#host;
    const handler = process._fatalException;
    const position = () => (thrown ? this.#throwOf(error) : this.#madeAt(error)) ?? at;
    if (!fromPromise && this.#host.aborts()) {
      this.#report(error, position(), false);
      this.#host.abort();
    }
    if (typeof handler !== 'function') {
      this.#report(error, position(), false);
      this.#host.exit(EXIT.invalidMonkeyPatching);
    }
    let handled: unknown;
    try {
      handled = handler.call(process, error, fromPromise);
    } catch (inner) {
      this.#report(inner, this.#throwOf(inner), true);
      this.#host.exit(EXIT.exceptionInHandler);
    }
    if (handled !== false) return;
    this.#report(error, position(), true);
    this.#host.exit(this.#host.exitCode(EXIT.userError));
  }

  #sitesOf(error: unknown): CallSite[] {
    if (!Error.isError(error)) return [];
    void error.stack; // is formatted when it is first read, and its call sites known then
    return this.#host.sitesOf(error);
  }

  #madeAt(error: unknown): FramePosition | undefined {
    return this.#sitesOf(error).find((site) => site.position)?.position;
  }

  /**
   * Where an error was thrown. V8 tells a page only where it was made, which is the same line in
   * `throw new Error()`: then the keyword is shown, as in Node, and not the frame of a constructor.
   */
  #throwOf(error: unknown): FramePosition | undefined {
    const sites = this.#sitesOf(error);
    const noted = sites.length > 0 ? this.#host.throwOf(error as Error) : undefined;
    if (noted) return noted;
    const outside = sites.findIndex((site) => !site.isConstructor());
    for (const site of sites.slice(0, outside + 1)) {
      const { position } = site;
      const source = position && this.#host.sourceLine(position.script, position.line);
      const [keyword] = /\bthrow\s+$/.exec(source?.slice(0, position!.column - 1) ?? '') ?? [];
      if (keyword) return { ...position!, column: position!.column - keyword.length };
    }
    return this.#madeAt(error);
  }

  #report(error: unknown, position: FramePosition | undefined, enhance: boolean): void {
    const { arrowMessageSymbol, decoratedSymbol, print, sourceLine, version } = this.#host;
    const isNativeError = Error.isError(error);
    const slots = error as Record<symbol, unknown>;
    const line = position && sourceLine(position.script, position.line);
    const isShown = line !== undefined && !line.includes('node-do-not-add-exception-line');
    let arrow: unknown = isNativeError ? slots[arrowMessageSymbol] : undefined;
    if (isShown && !arrow) {
      arrow = formatErrorSource(position!, line);
      if (isNativeError) slots[arrowMessageSymbol] = arrow;
    }
    let text = this.#describe(error, enhance);
    if (arrow && isNativeError && !slots[decoratedSymbol]) text = `${arrow}\n${text}`;
    else if (arrow && !isNativeError) text = `\n${arrow}${text}`;
    print(`${text}\n\nNode.js ${version}\n`);
  }

  #describe(error: any, enhance: boolean): string {
    if (!isObject(error)) {
      const text = typeof error === 'symbol' ? '' : String(error);
      return `${text}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
    }
    if (!enhance) return String((error as Error).stack);
    const { before, after } = this.#host.enhancers();
    before(error);
    return String(after(error));
  }
}
