/**
 * internalBinding('http_parser') (src/node_http_parser.cc): HTTPParser, which hears of the parts of
 * a message from llhttp, gathers them and calls lib's functions under kOnHeaders … kOnExecute.
 */
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { ConnectionsList, type TrackedParser } from './http_parser/connections-list.ts';
import { HPE, Llhttp, type LlhttpListener } from './http_parser/llhttp.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import type { ReadListener } from './stream_wrap/requests.ts';

/** Fields and values are given to lib in portions of so many. */
const MAX_HEADER_FIELDS = 32;
const REQUEST = 1;

type Stream = InstanceType<LibuvStreamWrapClass>;

export const httpParser: BindingFactory = (thread) => {
  const binding = thread.skeleton('http_parser');
  const constants = binding['HTTPParser'] as Record<string, number>;
  const { kOnMessageBegin, kOnHeaders, kOnHeadersComplete } = constants;
  const { kOnBody, kOnMessageComplete, kOnExecute } = constants;
  const { Buffer } = thread.require('buffer');
  const latin1 = ({ buffer, byteOffset, length }: Uint8Array): string =>
    Buffer.from(buffer, byteOffset, length).latin1Slice();
  let llhttp: Llhttp;

  class HTTPParser extends AsyncWrap implements LlhttpListener, TrackedParser, ReadListener {
    #parser = 0;
    #type = REQUEST;
    #maxHeaderSize = 0;
    #headerBytes = 0;
    #fields: string[] = [];
    #values: string[] = [];
    #url = '';
    #status = '';
    #flushed = false;
    #pausing: boolean | undefined;
    #executing = 0;
    /** The parser stopped behind a piece of a body, for lib's nextTicks. */
    #yielded = false;
    #connections: ConnectionsList | undefined;
    #stream: Stream | undefined;
    #current: Uint8Array | undefined;
    /** Why a callback stopped the parser: an error of its own, or what JavaScript threw. */
    #failure: { code: string; reason: string } | undefined;
    #thrown: { error: unknown } | undefined;
    #messageStart = 0;
    #withinMessage = false;
    #headersCompleted = false;

    constructor() {
      super(undefined, true);
    }

    override get provider(): string {
      return this.#type === REQUEST ? 'HTTPINCOMINGMESSAGE' : 'HTTPCLIENTREQUEST';
    }
    get messageStart(): number {
      return this.#messageStart;
    }
    get withinMessage(): boolean {
      return this.#withinMessage;
    }
    get headersCompleted(): boolean {
      return this.#headersCompleted;
    }

    initialize(
      type: number,
      resource: object,
      maxHeaderSize = 0,
      lenient = 0,
      connections?: ConnectionsList,
    ): void {
      llhttp ??= new Llhttp(thread.lib.data.llhttp);
      this.#type = type;
      this.asyncReset(resource);
      llhttp.free(this.#parser);
      this.#parser = llhttp.create(type, lenient, this);
      this.#maxHeaderSize =
        maxHeaderSize ||
        thread.require('internal/options').getOptionValue('--max-http-header-size');
      this.#headerBytes = 0;
      this.#clear();
      this.#flushed = false;
      this.#withinMessage = false;
      this.#headersCompleted = false;
      this.#connections = connections;
      if (connections) {
        // A client that says nothing shall time out too.
        this.#messageStart = performance.now();
        connections.update(this);
      }
    }

    #clear(): void {
      this.#fields = [];
      this.#values = [];
      this.#url = '';
      this.#status = '';
    }

    close(): void {
      this.remove();
      llhttp?.free(this.#parser);
      this.#parser = 0;
    }
    free(): void {
      this.emitDestroy();
    }
    remove(): void {
      this.#connections?.remove(this);
    }

    /** How many bytes were parsed, or an Error. */
    execute(bytes: Uint8Array): number | Error | undefined {
      this.#current = bytes;
      try {
        return this.#run(bytes, 0);
      } finally {
        this.#current = undefined;
      }
    }

    finish(): Error | undefined {
      return this.#run(undefined, 0) as Error | undefined;
    }

    /** `from`: how much of the input was parsed before. */
    #run(bytes: Uint8Array | undefined, from: number): number | Error | undefined {
      this.#executing++;
      const outcome = bytes
        ? llhttp.execute(this.#parser, bytes)
        : { error: llhttp.finish(this.#parser), read: 0 };
      this.#executing--;
      let { error } = outcome;
      const parsed = from + outcome.read;
      if (error === HPE.PAUSED && this.#yielded) {
        llhttp.resume(this.#parser);
        return parsed;
      }
      if (error === HPE.PAUSED_UPGRADE) {
        error = HPE.OK;
        llhttp.resumeAfterUpgrade(this.#parser);
      }
      if (this.#pausing !== undefined) {
        if (this.#pausing) llhttp.pause(this.#parser);
        this.#pausing = undefined;
      }
      if (this.#thrown) {
        const { error: thrown } = this.#thrown;
        this.#thrown = undefined;
        throw thrown;
      }
      if (error !== HPE.OK && !llhttp.upgrade(this.#parser)) return this.#parseError(error, parsed);
      return bytes ? parsed : undefined;
    }

    #parseError(error: number, bytesParsed: number): Error {
      const failure = error === HPE.USER ? this.#failure : undefined;
      const { code, reason } = failure ?? llhttp.describe(this.#parser, error);
      return Object.assign(new Error('Parse Error'), { bytesParsed, code, reason });
    }

    pause(): void {
      if (this.#executing) this.#pausing = true;
      else llhttp.pause(this.#parser);
    }
    resume(): void {
      if (this.#executing) this.#pausing = false;
      else llhttp.resume(this.#parser);
    }

    /** From now on what the stream reads comes here, not to lib. */
    consume(stream: Stream): void {
      this.#stream = stream;
      stream.setReadListener(this);
    }
    unconsume(): void {
      this.#stream?.setReadListener(undefined);
      this.#stream = undefined;
    }

    onStreamRead(bytes: Uint8Array): void {
      this.#executing++;
      this.#parseFrom(bytes, 0);
    }

    /** After each piece of a body lib's nextTicks and microtasks run, before the parser goes on. */
    #parseFrom(bytes: Uint8Array, from: number): void {
      this.#current = bytes;
      this.#yielded = false;
      const result = this.#run(bytes.subarray(from), from);
      if (this.#yielded) {
        thread.loop.continueWith(() => this.#parseFrom(bytes, Number(result)), this);
      } else {
        this.#executing--;
        const onExecute = this.#callback(kOnExecute!);
        if (onExecute) this.runInContext(() => onExecute.call(this, result));
      }
      this.#current = undefined;
    }

    getCurrentBuffer(): Uint8Array {
      return Buffer.from(this.#current ?? []);
    }

    #callback(key: number): ((...args: unknown[]) => any) | undefined {
      const callback = (this as unknown as Record<number, unknown>)[key];
      return typeof callback === 'function' ? (callback as () => unknown) : undefined;
    }

    /** Calls lib. What it throws must not pass through llhttp: it is thrown after that. */
    #call(key: number, ...args: unknown[]): { value: any } | undefined {
      const callback = this.#callback(key);
      if (!callback) return { value: undefined };
      try {
        return { value: this.runInContext(() => callback.apply(this, args)) };
      } catch (error) {
        this.#thrown = { error };
        return undefined;
      }
    }

    #track(bytes: Uint8Array): number {
      this.#headerBytes += bytes.length;
      if (this.#headerBytes < this.#maxHeaderSize) return 0;
      this.#failure = { code: 'HPE_HEADER_OVERFLOW', reason: 'Header overflow' };
      return HPE.USER;
    }

    #takeHeaders(): string[] {
      const trimmed = (value: string | undefined) => (value ?? '').replace(/[ \t]+$/, '');
      const headers = this.#fields.flatMap((field, i) => [field, trimmed(this.#values[i])]);
      this.#fields = [];
      this.#values = [];
      return headers;
    }

    /** Gives lib the headers so far. */
    #flush(): void {
      const url = this.#url;
      this.#url = '';
      this.#call(kOnHeaders!, this.#takeHeaders(), url);
      this.#flushed = true;
    }

    onMessageBegin(): number {
      this.#clear();
      this.#headersCompleted = false;
      this.#withinMessage = true;
      this.#messageStart = performance.now();
      this.#connections?.update(this);
      return this.#call(kOnMessageBegin!) ? 0 : HPE.USER;
    }

    onUrl(bytes: Uint8Array): number {
      this.#url += latin1(bytes);
      return this.#track(bytes);
    }

    onStatus(bytes: Uint8Array): number {
      this.#status += latin1(bytes);
      return this.#track(bytes);
    }

    onHeaderField(bytes: Uint8Array): number {
      if (this.#fields.length === this.#values.length) {
        if (this.#fields.length === MAX_HEADER_FIELDS - 1) this.#flush();
        this.#fields.push('');
      }
      this.#fields[this.#fields.length - 1] += latin1(bytes);
      return this.#track(bytes);
    }

    onHeaderValue(bytes: Uint8Array): number {
      if (this.#values.length < this.#fields.length) this.#values.push('');
      this.#values[this.#values.length - 1] += latin1(bytes);
      return this.#track(bytes);
    }

    onHeadersComplete(): number {
      this.#headersCompleted = true;
      this.#headerBytes = 0;
      const isRequest = this.#type === REQUEST;
      let headers: string[] | undefined;
      let url: string | undefined;
      if (this.#flushed) {
        this.#flush();
      } else {
        headers = this.#takeHeaders();
        if (isRequest) url = this.#url;
      }
      const message = llhttp.message(this.#parser);
      const result = this.#call(
        kOnHeadersComplete!,
        message.versionMajor,
        message.versionMinor,
        headers,
        isRequest ? message.method : undefined,
        url,
        isRequest ? undefined : message.statusCode,
        isRequest ? undefined : this.#status,
        message.upgrade,
        message.shouldKeepAlive,
      );
      return result ? Number(result.value) | 0 : -1;
    }

    onBody(bytes: Uint8Array): number {
      if (bytes.length === 0) return 0;
      this.#headerBytes = 0; // trailers are counted anew
      if (!this.#call(kOnBody!, Buffer.from(bytes))) return HPE.USER;
      this.#yielded = this.#stream !== undefined;
      return this.#yielded ? HPE.PAUSED : 0;
    }

    onMessageComplete(): number {
      this.#withinMessage = false;
      this.#messageStart = 0;
      this.#connections?.update(this);
      if (this.#fields.length > 0) this.#flush();
      return this.#call(kOnMessageComplete!) ? 0 : -1;
    }
  }
  for (const [key, value] of Object.entries(Object.getOwnPropertyDescriptors(constants))) {
    if (!(key in HTTPParser)) Object.defineProperty(HTTPParser, key, value);
  }
  return { ...binding, HTTPParser, ConnectionsList };
};
