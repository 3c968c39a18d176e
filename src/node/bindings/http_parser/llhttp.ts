/**
 * llhttp, the parser that Node itself uses: the WebAssembly build of it that is in Node's own undici
 * (src/build/node/dump.ts takes it out). One instance serves all parsers of a thread.
 */

/** What a parser is told; a number that is not 0 ends the parsing with that error. */
export interface LlhttpListener {
  onMessageBegin(): number;
  onUrl(bytes: Uint8Array): number;
  onStatus(bytes: Uint8Array): number;
  onHeaderField(bytes: Uint8Array): number;
  onHeaderValue(bytes: Uint8Array): number;
  /** 1: the message has no body; 2: neither that nor another message follows (an upgrade). */
  onHeadersComplete(): number;
  onBody(bytes: Uint8Array): number;
  onMessageComplete(): number;
}

/** llhttp_errno: those that are handled. */
export const HPE = { OK: 0, PAUSED: 21, PAUSED_UPGRADE: 22, USER: 24 } as const;

/** Setters of llhttp's leniencies, in the order of Node's kLenient… bits. */
const LENIENCIES = [
  'headers',
  'chunked_length',
  'keep_alive',
  'transfer_encoding',
  'version',
  'data_after_close',
  'optional_lf_after_cr',
  'optional_crlf_after_chunk',
  'optional_cr_before_lf',
  'spaces_after_chunk_size',
] as const;

type Exports = Record<string, (...args: number[]) => number> & { memory: WebAssembly.Memory };

/** `base64`: the module. Compiled when it is first needed. */
export class Llhttp {
  readonly #exports: Exports;
  readonly #listeners = new Map<number, LlhttpListener>();

  constructor(base64: string) {
    const code = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const listener = (parser: number) => this.#listeners.get(parser)!;
    const bytes = (at: number, length: number) =>
      new Uint8Array(this.#exports.memory.buffer, at, length);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), {
      env: {
        wasm_on_message_begin: (p: number) => listener(p).onMessageBegin(),
        wasm_on_url: (p: number, at: number, n: number) => listener(p).onUrl(bytes(at, n)),
        wasm_on_status: (p: number, at: number, n: number) => listener(p).onStatus(bytes(at, n)),
        wasm_on_header_field: (p: number, at: number, n: number) =>
          listener(p).onHeaderField(bytes(at, n)),
        wasm_on_header_value: (p: number, at: number, n: number) =>
          listener(p).onHeaderValue(bytes(at, n)),
        wasm_on_headers_complete: (p: number) => listener(p).onHeadersComplete(),
        wasm_on_body: (p: number, at: number, n: number) => listener(p).onBody(bytes(at, n)),
        wasm_on_message_complete: (p: number) => listener(p).onMessageComplete(),
      },
    });
    this.#exports = exports as Exports;
    this.#exports['_initialize']!();
  }

  /** A new parser: its address. `type` is 1 for requests, 2 for responses. */
  create(type: number, lenient: number, listener: LlhttpListener): number {
    const parser = this.#exports['llhttp_alloc']!(type);
    LENIENCIES.forEach((name, bit) => {
      if (lenient & (1 << bit)) this.#exports[`llhttp_set_lenient_${name}`]!(parser, 1);
    });
    this.#listeners.set(parser, listener);
    return parser;
  }

  free(parser: number): void {
    if (this.#listeners.delete(parser)) this.#exports['llhttp_free']!(parser);
  }

  /** Parses; `read` is how far it came if it stopped with an error. */
  execute(parser: number, bytes: Uint8Array): { error: number; read: number } {
    const { memory, malloc, free } = this.#exports;
    const at = malloc!(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, at);
    const error = this.#call('llhttp_execute', parser, at, bytes.length);
    const read = error === HPE.OK ? bytes.length : this.#call('llhttp_get_error_pos', parser) - at;
    free!(at);
    return { error, read };
  }

  /** The input has ended. */
  finish(parser: number): number {
    return this.#call('llhttp_finish', parser);
  }

  pause(parser: number): void {
    this.#call('llhttp_pause', parser);
  }
  resume(parser: number): void {
    this.#call('llhttp_resume', parser);
  }
  resumeAfterUpgrade(parser: number): void {
    this.#call('llhttp_resume_after_upgrade', parser);
  }

  /** What is known once the headers are complete. */
  message(parser: number) {
    return {
      method: this.#call('llhttp_get_method', parser),
      statusCode: this.#call('llhttp_get_status_code', parser),
      versionMajor: this.#call('llhttp_get_http_major', parser),
      versionMinor: this.#call('llhttp_get_http_minor', parser),
      upgrade: this.upgrade(parser),
      shouldKeepAlive: this.#call('llhttp_should_keep_alive', parser) !== 0,
    };
  }

  upgrade(parser: number): boolean {
    return this.#call('llhttp_get_upgrade', parser) !== 0;
  }

  /** Such as `HPE_INVALID_METHOD` and `Invalid method encountered`. */
  describe(parser: number, error: number): { code: string; reason: string } {
    return {
      code: this.#text(this.#call('llhttp_errno_name', error)),
      reason: this.#text(this.#call('llhttp_get_error_reason', parser)),
    };
  }

  #call(name: string, ...args: number[]): number {
    return this.#exports[name]!(...args);
  }

  #text(at: number): string {
    if (at === 0) return '';
    const bytes = new Uint8Array(this.#exports.memory.buffer, at);
    return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
  }
}
