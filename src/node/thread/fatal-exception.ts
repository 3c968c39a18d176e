/** Uncaught exceptions: TriggerUncaughtException and ReportFatalException of src/node_errors.cc. */
import type { FramePosition } from './call-site.ts';

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
  print(text: string): void;
  /** Where the uppermost frame of an error stands. */
  topOf(error: object): FramePosition | undefined;
  /** Text of one line of a script, 1-based; undefined when it is not known. */
  sourceLine(script: string, line: number): string | undefined;
}

/** "file:line", the line of source, and a caret below the column: GetErrorSource. */
export function formatErrorSource({ script, line, column }: FramePosition, source: string): string {
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const underline = column - 1 <= source.length ? `${indent}^\n` : '';
  return `${script}:${line}\n${source}\n${underline}`;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

export class FatalExceptions {
  readonly #host: FatalExceptionHost;

  constructor(host: FatalExceptionHost) {
    this.#host = host;
  }

  /**
   * Offers an exception to the program ('uncaughtException' …) and ends the thread unless it takes
   * it. `thrownAt` is where it was thrown; without it, where the error was made is shown, or else
   * `seenAt`.
   */
  trigger(
    error: unknown,
    fromPromise: boolean,
    thrownAt?: FramePosition,
    seenAt?: FramePosition,
  ): void {
    const { process } = this.#host;
    const handler = process._fatalException;
    if (typeof handler !== 'function') {
      this.#report(error, thrownAt ?? this.#madeAt(error), false);
      this.#host.exit(EXIT.invalidMonkeyPatching);
    }
    let handled: unknown;
    try {
      handled = handler.call(process, error, fromPromise);
    } catch (inner) {
      this.#report(inner, this.#throwOf(this.#madeAt(inner)), true);
      this.#host.exit(EXIT.exceptionInHandler);
    }
    if (handled !== false) return;
    this.#report(error, thrownAt ?? this.#madeAt(error) ?? seenAt, true);
    this.#host.exit(this.#host.exitCode(EXIT.userError));
  }

  #madeAt(error: unknown): FramePosition | undefined {
    if (!isObject(error)) return undefined;
    void (error as Error).stack; // is formatted when it is first read: then topOf() knows
    return this.#host.topOf(error);
  }

  /** Where `throw` stands in `throw new Error()`, for an exception that V8 reports to nobody. */
  #throwOf(position: FramePosition | undefined): FramePosition | undefined {
    if (!position) return undefined;
    const source = this.#host.sourceLine(position.script, position.line) ?? '';
    const [keyword] = /\bthrow\s+$/.exec(source.slice(0, position.column - 1)) ?? [''];
    return { ...position, column: position.column - keyword.length };
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
