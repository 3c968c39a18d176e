/** What a session tells lib of what arrives, and its limits (the callbacks of src/node_http2.cc). */
import { Code, Failure, Setting, codeOf } from '../../http2/frames.ts';
import type { Header } from '../../http2/hpack.ts';
import type { Body, Events } from '../../http2/state.ts';
import type { AsyncWrap } from '../../thread/handle.ts';
import type { BindingObject } from '../../thread/thread.ts';
import type { SessionHandle, StreamHandle } from './handles.ts';
import { pad, type Http2Options } from './options.ts';
import type { Http2Ping, Http2Settings } from './requests.ts';

/** Invalid frames that end a session of lib's as well. */
const FATAL = new Set<number>([Failure.STREAM_CLOSED, Failure.PROTO, Failure.FLOW_CONTROL]);
const MAX_HEADER_LIST = 16 * 1024 * 1024;

/** A session as its events see it. */
export interface EventedSession extends SessionHandle, AsyncWrap {
  /** Shared with lib: its limits are in there. */
  readonly fields: Uint8Array;
  readonly streams: Map<number, StreamHandle>;
  /** Those that wait for an acknowledgement, in the order in which they were sent. */
  readonly pings: Http2Ping[];
  readonly settingsSent: Http2Settings[];
  /** lib was called. */
  hasCalled: boolean;
  fail(failure: number, code?: string): void;
}

interface EventParts {
  options: Http2Options;
  binding: BindingObject;
  toBuffer: (bytes: Uint8Array) => Uint8Array;
  createStream: (id: number) => void;
}

export class SessionEvents implements Events {
  readonly #session: EventedSession;
  readonly #parts: EventParts;
  #invalidFrames = 0;
  #rejectedStreams = 0;

  constructor(session: EventedSession, parts: EventParts) {
    this.#session = session;
    this.#parts = parts;
  }

  #call(name: string, ...args: unknown[]): void {
    this.#session.call(this.#session, name, ...args);
  }
  #stream(id: number): StreamHandle | undefined {
    const found = this.#session.streams.get(id);
    return found?.destroyed ? undefined : found;
  }
  /** Of lib's fields, by its place. */
  #limit(place: string): number {
    return new Uint32Array(
      this.#session.fields.buffer,
      this.#parts.binding[place] as number,
      1,
    )[0]!;
  }

  onBeginHeaders(id: number): boolean {
    const { streams, protocol } = this.#session;
    const known = streams.get(id);
    if (known) {
      known.beginHeaders();
      return true;
    }
    if (streams.size < protocol.local.get(Setting.MAX_CONCURRENT_STREAMS)) {
      this.#parts.createStream(id);
      return true;
    }
    if (this.#rejectedStreams++ > this.#limit('kSessionMaxRejectedStreams')) {
      this.#session.fail(Failure.PROTO, 'ERR_HTTP2_MAX_REJECTED_STREAMS');
    }
    protocol.submitReset(id, Code.ENHANCE_YOUR_CALM);
    return false;
  }
  onHeader(id: number, header: Header): boolean {
    const { streams, protocol } = this.#session;
    const stream = streams.get(id);
    if (!stream) return false;
    stream.headersLength += header.name.length + header.value.length + 32;
    const announced = protocol.local.get(Setting.MAX_HEADER_LIST_SIZE);
    const maxLength = Math.min(announced, MAX_HEADER_LIST);
    const { maxHeaderPairs } = this.#parts.options;
    if (stream.headers.length >= maxHeaderPairs || stream.headersLength > maxLength) {
      protocol.submitReset(id, Code.ENHANCE_YOUR_CALM);
      return false;
    }
    stream.headers.push(header);
    return true;
  }
  onHeaders(id: number, category: number, flags: number): void {
    const stream = this.#stream(id);
    if (!stream) return;
    const list = stream.headers.flatMap(({ name, value }) => [name, value]);
    const sensitive = stream.headers.filter((one) => one.sensitive).map(({ name }) => name);
    this.#call('onHeaders', stream, id, category, flags, list, sensitive);
  }

  onData(id: number, bytes: Uint8Array): void {
    this.#session.hasCalled = true;
    this.#stream(id)?.receive(bytes);
  }
  onDataEnd(id: number): void {
    this.#session.hasCalled = true;
    this.#stream(id)?.receiveEnd();
  }
  onStreamClose(id: number, code: number, byPeer: boolean): void {
    const stream = this.#stream(id);
    if (!stream) return;
    const isTaken = this.#session.call(stream, 'onStreamClose', code, byPeer);
    if (isTaken === false) stream.destroy();
  }

  onSettings(): void {
    this.#call('onSettings');
  }
  onSettingsAck(): void {
    this.#session.hasCalled = true;
    this.#session.settingsSent.shift()?.done(true);
  }
  onPing(bytes: Uint8Array, ack: boolean): void {
    this.#session.hasCalled = true;
    const payload = this.#parts.toBuffer(bytes);
    if (!ack) return this.#call('onPing', payload);
    const ping = this.#session.pings.shift();
    if (ping) ping.done(true, payload);
    else this.#session.fail(Failure.PROTO);
  }
  onGoaway(code: number, lastId: number, data: Uint8Array): void {
    this.#call('onGoaway', code, lastId, data.length > 0 ? this.#parts.toBuffer(data) : undefined);
  }
  onPriority(id: number, parent: number, weight: number, exclusive: boolean): void {
    this.#call('onPriority', id, parent, weight, exclusive);
  }
  onAltSvc(id: number, origin: string, value: string): void {
    this.#call('onAltSvc', id, origin, value);
  }
  onOrigin(origins: string[]): void {
    this.#call('onOrigin', origins);
  }

  onFrameNotSent(id: number, type: number, failure: number): void {
    if (failure === Failure.SESSION_CLOSING || failure === Failure.STREAM_CLOSED) return;
    this.#call('onFrameError', id, type, codeOf(failure));
  }
  onInvalidFrame(failure: number): void {
    if (this.#invalidFrames++ > this.#limit('kSessionMaxInvalidFrames')) {
      this.#session.fail(Failure.PROTO, 'ERR_HTTP2_TOO_MANY_INVALID_FRAMES');
    } else if (FATAL.has(failure)) {
      this.#session.fail(failure);
    }
  }
  onBadPeer(): void {
    this.#session.fail(Failure.PROTO);
  }

  read(id: number, max: number): Body | undefined {
    return this.#stream(id)?.read(max);
  }
  pad(length: number, max: number): number {
    return pad(this.#parts.options.padding, length, max);
  }
}
