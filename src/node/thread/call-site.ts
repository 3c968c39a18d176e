/** V8's call sites (https://v8.dev/docs/stack-trace-api), translated to the reader's terms. */
import { LIB_SCRIPT, THREAD_SCRIPT, type NodeLib } from './lib.ts';
import { locateInLib } from './lib-positions.ts';
import { scriptOrigin } from './scripts.ts';

/** Where a frame stands. */
export interface FramePosition {
  script: string;
  /** Both start at 1. */
  line: number;
  column: number;
}

interface NativeCallSite extends NodeJS.CallSite {
  getScriptNameOrSourceURL(): string;
  toString(): string;
}

/** A frame of a stack trace, in the reader's terms; what V8's own call sites offer. */
export interface CallSite {
  readonly position: FramePosition | undefined;
  getFunctionName(): string | null;
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  isAsync(): boolean;
  isConstructor(): boolean;
  toString(): string;
}

/** Methods of V8's call sites that are handed on as they are. */
const DELEGATED = [
  'getThis',
  'getTypeName',
  'getFunction',
  'getMethodName',
  'getEvalOrigin',
  'isToplevel',
  'isEval',
  'isNative',
  'isPromiseAll',
  'getPromiseIndex',
  'getScriptHash',
  'getEnclosingLineNumber',
  'getEnclosingColumnNumber',
  'getPosition',
] as const;

/** V8's name of a function without one that eval has compiled. */
const EVAL = 'eval';

/** V8's call site, at its translated position. */
class TranslatedCallSite implements CallSite {
  readonly #site: NativeCallSite;
  readonly #position: FramePosition | undefined;
  readonly #isLib: boolean;

  constructor(site: NativeCallSite, position: FramePosition | undefined, isLib: boolean) {
    this.#site = site;
    this.#position = position;
    this.#isLib = isLib;
  }

  static {
    for (const name of DELEGATED) {
      Object.defineProperty(TranslatedCallSite.prototype, name, {
        value(this: TranslatedCallSite) {
          return (this.#site as any)[name]?.();
        },
      });
    }
  }

  get position(): FramePosition | undefined {
    return this.#position;
  }

  getFunctionName(): string | null {
    return this.#isNameless() ? null : this.#site.getFunctionName();
  }

  getFileName(): string | null | undefined {
    return this.#position?.script ?? this.#site.getFileName();
  }

  getScriptNameOrSourceURL(): string | null {
    return this.#position?.script ?? this.#site.getScriptNameOrSourceURL();
  }

  getLineNumber(): number | null {
    return this.#position?.line ?? this.#site.getLineNumber();
  }

  getColumnNumber(): number | null {
    return this.#position?.column ?? this.#site.getColumnNumber();
  }

  isAsync(): boolean {
    return this.#site.isAsync();
  }

  isConstructor(): boolean {
    return this.#site.isConstructor();
  }

  /** V8's own text, with the name and the position that the reader knows. */
  toString(): string {
    const text = this.#site.toString();
    if (!this.#position) return text;
    const raw = `${scriptOf(this.#site)}:${this.#site.getLineNumber()}:${this.#site.getColumnNumber()}`;
    const at = text.lastIndexOf(raw);
    if (at < 0) return text;
    const name = this.#isNameless() ? this.#namelessPrefix() : text.slice(0, at);
    return textOf(name, this.#position);
  }

  /**
   * Functions without a name, as Node sees them. All are compiled by eval here, and V8 calls them
   * `eval`. For those of Node's lib it infers names such as `Module._load`, which Node's snapshot has
   * lost.
   */
  #isNameless(): boolean {
    const name = this.#site.getFunctionName() ?? '';
    return name === EVAL || (this.#isLib && /^[^[]*\./.test(name));
  }

  #namelessPrefix(): string {
    const isAsync = this.isAsync() ? 'async ' : '';
    if (this.isConstructor()) return `${isAsync}new <anonymous> (`;
    const type = this.#site.getTypeName();
    if (this.#site.isToplevel() || !type) return isAsync;
    return `${isAsync}${type}.${this.#site.getMethodName() ?? '<anonymous>'} (`;
  }
}

/** A frame of Node's lib, known from the text of a stack alone. */
class ParsedCallSite implements CallSite {
  readonly position: FramePosition;
  readonly #name: string | undefined;

  constructor(name: string | undefined, position: FramePosition) {
    this.#name = name;
    this.position = position;
  }

  getFunctionName = () => this.#name?.split('.').at(-1) ?? null;
  getFileName = () => this.position.script;
  getScriptNameOrSourceURL = () => this.position.script;
  getLineNumber = () => this.position.line;
  getColumnNumber = () => this.position.column;
  isAsync = () => false;
  isConstructor = () => false;
  toString = () => textOf(this.#name ? `${this.#name} (` : '', this.position);
}

/** `name` ends in a parenthesis, unless there is none. */
function textOf(name: string, { script, line, column }: FramePosition): string {
  return `${name}${script}:${line}:${column}${name.endsWith('(') ? ')' : ''}`;
}

/** The frames of lib in V8's own text of a stack. */
export function parseLibFrames(lib: Pick<NodeLib, 'modules'>, stack: string): CallSite[] {
  const frames = stack.matchAll(/^ +at (?:(.*) \()?in-step:lib\/(.+):(\d+):(\d+)\)?$/gm);
  return [...frames].map(([, name, id, line, column]) => {
    return new ParsedCallSite(
      name === EVAL ? undefined : name,
      placeInLib(lib, id!, Number(line), Number(column)),
    );
  });
}

/** True where nothing of this runtime, which calls all other code, is on the stack. */
export function runsInMicrotask(sites: NativeCallSite[]): boolean {
  return sites.every((site) => scriptOf(site) !== THREAD_SCRIPT);
}

function scriptOf(site: NativeCallSite): string {
  return site.getScriptNameOrSourceURL() ?? site.getFileName() ?? '';
}

const isOfLib = (script: string): boolean => script.startsWith(LIB_SCRIPT);

function placeInLib(
  { modules }: Pick<NodeLib, 'modules'>,
  id: string,
  line: number,
  column: number,
): FramePosition {
  return { script: `node:${id}`, ...locateInLib(modules.get(id)!, line, column) };
}

/**
 * A position of a compiled script in the reader's terms; `undefined` where nothing was compiled and
 * `null` where it lies in code of this runtime's own.
 */
export function translate(
  lib: Pick<NodeLib, 'modules'>,
  script: string,
  line: number,
  column: number,
): FramePosition | undefined | null {
  if (script === THREAD_SCRIPT) return null;
  if (isOfLib(script)) return placeInLib(lib, script.slice(LIB_SCRIPT.length), line, column);
  const origin = scriptOrigin(script);
  if (!origin) return undefined;
  const position = origin.position(line, column);
  return position ? { script: origin.name, ...position } : null;
}

/** The native frame that resumes a generator. */
const isResumption = (site: NativeCallSite | undefined): boolean =>
  site !== undefined && !scriptOf(site) && site.getFunctionName() === 'next';

/**
 * Node's call sites of V8's: without the frames of this runtime, which stand for C++, and without
 * the resumption of generators that Node does not have: functions of lib that the build patched
 * (src/build/node/patches.ts), and the bodies of ES modules.
 */
export function translateCallSites(
  lib: Pick<NodeLib, 'modules'>,
  generatorIds: ReadonlySet<string>,
  sites: NativeCallSite[],
): CallSite[] {
  const translated: CallSite[] = [];
  let inGenerator = false;
  sites.forEach((site, i) => {
    const isOurs = (other: NativeCallSite | undefined) =>
      other !== undefined && scriptOf(other) === THREAD_SCRIPT;
    const resumesOurs = inGenerator || isOurs(sites[i - 1]) || isOurs(sites[i + 1]);
    if (isResumption(site) && resumesOurs) return;
    const script = scriptOf(site);
    const position = translate(lib, script, site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0);
    if (position === null) return;
    const isLib = isOfLib(script);
    inGenerator = isLib && generatorIds.has(position!.script.slice('node:'.length));
    translated.push(new TranslatedCallSite(site, position, isLib));
  });
  return translated;
}
