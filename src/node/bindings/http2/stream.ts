/** Http2Stream of src/node_http2.cc: lib's handle of one stream, and what it has to send. */
import type { Body } from '../../http2/state.ts';
import type { Header } from '../../http2/hpack.ts';
import type { Thread } from '../../thread/thread.ts';
import { createStreamBase } from '../stream_wrap/stream-base.ts';
import type { ShutdownWrap, WriteWrap } from '../stream_wrap/requests.ts';
import { parseHeaders } from './header-list.ts';
import type { SessionHandle, StreamHandle } from './handles.ts';

interface Chunk {
  bytes: Uint8Array;
  /** With the last one of a write. */
  request: WriteWrap | undefined;
}

const OPTION_EMPTY_PAYLOAD = 1;
const OPTION_GET_TRAILERS = 2;
const DEFAULT_WEIGHT = 16;

/** nghttp2_stream_proto_state. */
const State = { OPEN: 2, RESERVED: 3, HALF_CLOSED_LOCAL: 5, HALF_CLOSED_REMOTE: 6, CLOSED: 7 };

export type Http2StreamClass = ReturnType<typeof createHttp2Stream>;

export function createHttp2Stream(thread: Thread, streamState: Float64Array) {
  const { errno } = thread;
  const StreamBase = createStreamBase(thread);

  return class Http2Stream extends StreamBase implements StreamHandle {
    readonly session: SessionHandle;
    readonly #id: number;
    readonly #queue: Chunk[] = [];
    #writable = true;
    #hasTrailers: boolean;
    #reading = false;
    #destroyed = false;
    /** Bytes that lib got while it did not want to read. */
    #unread = 0;
    #resetCode = 0;
    headers: Header[] = [];
    headersLength = 0;

    constructor(session: SessionHandle, id: number, options = 0) {
      super();
      this.session = session;
      this.#id = id;
      this.#hasTrailers = (options & OPTION_GET_TRAILERS) !== 0;
      if (options & OPTION_EMPTY_PAYLOAD) this.#writable = false;
      session.add(id, this);
    }

    override get provider(): string {
      return 'HTTP2STREAM';
    }
    get destroyed(): boolean {
      return this.#destroyed;
    }
    id(): number {
      return this.#id;
    }

    beginHeaders(): void {
      this.headers = [];
      this.headersLength = 0;
    }

    /** Http2Stream::Provider::Stream::OnRead. */
    read(max: number): Body | undefined {
      while (this.#queue[0]?.bytes.length === 0) this.#flushed(this.#queue.shift()!, 0);
      const chunks: Uint8Array[] = [];
      let length = 0;
      while (this.#queue.length > 0 && length < max) {
        const first = this.#queue[0]!;
        const part = first.bytes.subarray(0, max - length);
        chunks.push(part);
        length += part.length;
        first.bytes = first.bytes.subarray(part.length);
        if (first.bytes.length > 0) break;
        this.session.whenWritten((status) => this.#flushed(first, status));
        this.#queue.shift();
      }
      const end = this.#queue.length === 0 && !this.#writable;
      if (length > 0 && !end) return { chunks, end: false, trailers: false };
      if (!end) {
        (this as Record<string, any>)['onwantswrite']?.();
        return undefined;
      }
      const trailers = this.#hasTrailers;
      this.#hasTrailers = false;
      if (trailers) this.session.call(this, 'onStreamTrailers');
      return { chunks, end: true, trailers };
    }
    #flushed({ request }: Chunk, status: number): void {
      if (request) this.finish(request, status);
    }

    receive(bytes: Uint8Array): void {
      if (this.#destroyed) return;
      this.emitRead(bytes.slice());
      if (this.#reading) this.session.consumed(this.#id, bytes.length);
      else this.#unread += bytes.length;
    }
    receiveEnd(): void {
      if (!this.#destroyed) this.emitEOF();
    }

    readStart(): number {
      this.#reading = true;
      const unread = this.#unread;
      this.#unread = 0;
      if (unread > 0) this.session.scoped(() => this.session.consumed(this.#id, unread));
      return 0;
    }
    readStop(): number {
      this.#reading = false;
      return 0;
    }
    shutdown(_request: ShutdownWrap): number {
      if (this.#destroyed) return errno('EPIPE');
      this.session.scoped((protocol) => {
        this.#writable = false;
        protocol.resumeData(this.#id);
      });
      return 1;
    }
    protected doWrite(request: WriteWrap, chunks: Uint8Array[]): number {
      if (!this.#writable || this.#destroyed) {
        this.finish(request, errno('EOF'));
        return 0;
      }
      this.session.scoped((protocol) => {
        const bytes = chunks.length > 0 ? chunks : [new Uint8Array(0)];
        bytes.forEach((chunk, i) => {
          const isLast = i === bytes.length - 1;
          this.#queue.push({ bytes: chunk, request: isLast ? request : undefined });
        });
        protocol.resumeData(this.#id);
      });
      return 0;
    }

    respond(list: [string, number], options: number): number {
      return this.session.scoped((protocol) => {
        if (options & OPTION_GET_TRAILERS) this.#hasTrailers = true;
        const empty = !this.#writable || (options & OPTION_EMPTY_PAYLOAD) !== 0;
        return protocol.submitHeaders(this.#id, parseHeaders(list), empty, !empty);
      });
    }
    info(list: [string, number]): number {
      return this.session.scoped((protocol) =>
        protocol.submitHeaders(this.#id, parseHeaders(list), false, false),
      );
    }
    /** Without any, an empty DATA frame ends the stream. */
    trailers(list: [string, number]): number {
      return this.session.scoped((protocol) => {
        const headers = parseHeaders(list);
        if (headers.length > 0) return protocol.submitHeaders(this.#id, headers, true, false);
        protocol.submitBody(this.#id);
        return 0;
      });
    }
    pushPromise(list: [string, number], options: number): StreamHandle | number {
      return this.session.scoped((protocol) => {
        const id = protocol.submitPushPromise(this.#id, parseHeaders(list));
        return id > 0 ? new Http2Stream(this.session, id, options) : id;
      });
    }
    /** Priorities are deprecated: nothing is sent. */
    priority(): number {
      return 0;
    }

    rstStream(code: number): void {
      if (this.#destroyed) return;
      this.#resetCode = code;
      if (!this.session.sendBeforeReset(this.#id, code)) return;
      this.flushReset();
    }
    flushReset(): void {
      if (this.#destroyed) return;
      this.session.scoped((protocol) => protocol.submitReset(this.#id, this.#resetCode));
    }

    destroy(): void {
      if (this.#destroyed) return;
      this.session.flushResetOf(this);
      this.#destroyed = true;
      this.session.setImmediate(() => {
        for (const chunk of this.#queue.splice(0)) this.#flushed(chunk, errno('ECANCELED'));
        this.session.remove(this.#id, this);
      });
    }

    refreshState(): void {
      const stream = this.session.protocol.streams.get(this.#id);
      const half = stream?.localEnd ? State.HALF_CLOSED_LOCAL : State.HALF_CLOSED_REMOTE;
      const open = stream?.localEnd || stream?.remoteEnd ? half : State.OPEN;
      streamState.set(
        stream
          ? [
              stream.phase === 'reserved' ? State.RESERVED : open,
              DEFAULT_WEIGHT,
              0,
              Number(stream.localEnd),
              Number(stream.remoteEnd),
              stream.receiveWindow.size,
            ]
          : [State.CLOSED, 0, 0, 1, 1, 0],
      );
    }
  };
}
