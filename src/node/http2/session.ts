/**
 * A session of HTTP/2, the twin of nghttp2_session: what is submitted, in which order it is sent, and
 * flow control. What arrives is in receiver.ts.
 */
import { Bodies } from './bodies.ts';
import {
  CLIENT_MAGIC,
  Code,
  Failure,
  Flag,
  MAX_STREAM_ID,
  Setting,
  Type,
  frame,
  packSettings,
  uint32,
  type SettingEntry,
} from './frames.ts';
import { Deflater, Inflater, type Header } from './hpack.ts';
import { PaddedFrames } from './padding.ts';
import { Settings, type Events, type StreamState, type Window } from './state.ts';

const DEFAULT_WINDOW = 65535;
const NOTHING = new Uint8Array(0);

export interface SessionOptions {
  maxDeflateTable?: number | undefined;
  maxSendHeaderBlock: number;
  /** In one SETTINGS frame of the other side. */
  maxSettings: number;
  /** Values may begin and end with blanks. */
  lenient: boolean;
  peerMaxConcurrentStreams: number;
}

/** A frame that waits: what it is when its turn comes, or why it cannot be sent. */
interface Outgoing {
  type: number;
  id: number;
  make(): Uint8Array | number;
}

export class Session {
  readonly server: boolean;
  readonly events: Events;
  readonly local = new Settings();
  readonly remote = new Settings();
  readonly streams = new Map<number, StreamState>();
  readonly inflater = new Inflater();
  readonly deflater: Deflater;
  /** SETTINGS that the other side has not acknowledged. */
  readonly unacknowledged: SettingEntry[][] = [];
  readonly window: Window = { size: DEFAULT_WINDOW, received: 0, consumed: 0 };
  sendWindow = DEFAULT_WINDOW;
  /** MAX_CONCURRENT_STREAMS as announced, acknowledged or not. */
  pendingMaxStreams = 2 ** 32 - 1;
  nextId: number;
  lastReceivedId = 0;
  lastProcessedId = 0;
  goawaySent = false;
  goawayReceived = false;
  terminated = false;
  readonly maxSettings: number;
  readonly lenient: boolean;
  readonly #options: SessionOptions;
  #terminating = false;
  #magicSent: boolean;
  readonly #urgent: Outgoing[] = [];
  readonly #regular: Outgoing[] = [];
  readonly #requests: Outgoing[] = [];
  /** Requests whose HEADERS are not sent yet. */
  readonly #waitsToStart = new Set<number>();
  /** What must happen behind the frame that is being sent. */
  readonly #afterSend: (() => void)[] = [];
  readonly #frames: PaddedFrames;
  readonly #bodies: Bodies;

  constructor(server: boolean, events: Events, options: SessionOptions) {
    this.server = server;
    this.events = events;
    this.nextId = server ? 2 : 1;
    this.deflater = new Deflater(options.maxDeflateTable);
    this.#frames = new PaddedFrames(this.remote, events);
    this.#bodies = new Bodies(this, this.#frames);
    this.#options = options;
    this.maxSettings = options.maxSettings;
    this.lenient = options.lenient;
    this.#magicSent = server;
    this.remote.apply([[Setting.MAX_CONCURRENT_STREAMS, options.peerMaxConcurrentStreams]]);
  }

  get wantsRead(): boolean {
    if (this.terminated) return false;
    return this.streams.size > 0 || !(this.goawaySent || this.goawayReceived);
  }
  get wantsWrite(): boolean {
    if (this.terminated) return false;
    if (this.#urgent.length > 0 || this.#regular.length > 0) return true;
    if (this.#requests.length > 0 && this.#mayRequest()) return true;
    return this.#bodies.canSend;
  }
  get queued(): number {
    return this.#urgent.length + this.#regular.length + this.#requests.length;
  }

  isMine(id: number): boolean {
    return (id % 2 === 0) === this.server;
  }

  /** A stream that was never opened. */
  isIdle(id: number): boolean {
    return this.isMine(id) ? id >= this.nextId : id > this.lastReceivedId;
  }

  openStream(id: number, phase: StreamState['phase']): StreamState {
    const stream: StreamState = {
      id,
      phase,
      localEnd: false,
      remoteEnd: false,
      sendWindow: this.remote.get(Setting.INITIAL_WINDOW_SIZE),
      receiveWindow: {
        size: this.local.get(Setting.INITIAL_WINDOW_SIZE),
        received: 0,
        consumed: 0,
      },
      hasBody: false,
      deferred: false,
      contentLength: undefined,
      received: 0,
      resetSent: false,
    };
    this.streams.set(id, stream);
    return stream;
  }

  /** `byPeer`: it was reset by the other side. */
  closeStream(id: number, code: number, byPeer = false): void {
    const stream = this.streams.get(id);
    if (!stream) return;
    this.streams.delete(id);
    this.#bodies.end(stream);
    this.events.onStreamClose(id, code, byPeer);
  }

  closeIfDone(stream: StreamState): void {
    if (stream.localEnd && stream.remoteEnd) this.closeStream(stream.id, Code.NO_ERROR);
  }

  /** Everything there is to send now, frame after frame; empty if nothing. */
  *send(): Generator<Uint8Array> {
    if (!this.#magicSent) {
      this.#magicSent = true;
      yield CLIENT_MAGIC;
    }
    while (!this.terminated) {
      const next =
        this.#urgent.shift() ??
        this.#regular.shift() ??
        (this.#mayRequest() ? this.#requests.shift() : undefined);
      const bytes = next ? next.make() : this.#data();
      if (bytes === undefined) return;
      if (typeof bytes === 'number') {
        this.events.onFrameNotSent(next!.id, next!.type, bytes);
        if (next!.type === Type.HEADERS && this.streams.get(next!.id)?.phase === 'opening') {
          this.closeStream(next!.id, Code.INTERNAL_ERROR);
        }
        continue;
      }
      if (bytes.length > 0) yield bytes;
      for (const job of this.#afterSend.splice(0)) job();
    }
  }

  #mayRequest(): boolean {
    let mine = 0;
    for (const { id, phase } of this.streams.values()) {
      if (this.isMine(id) && !this.#waitsToStart.has(id) && phase !== 'reserved') mine++;
    }
    return mine < this.remote.get(Setting.MAX_CONCURRENT_STREAMS);
  }

  /** A new stream; or a failure. */
  submitRequest(headers: Header[], endStream: boolean): number {
    const id = this.nextId;
    if (id > MAX_STREAM_ID) return Failure.STREAM_ID_NOT_AVAILABLE;
    this.nextId += 2;
    const stream = this.openStream(id, 'opening');
    this.#waitsToStart.add(id);
    const make = (): Uint8Array | number => {
      this.#waitsToStart.delete(id);
      if (!this.streams.has(id)) return Failure.STREAM_CLOSED;
      if (this.goawaySent || this.goawayReceived) return Failure.START_STREAM_NOT_ALLOWED;
      return this.#headersOf(stream, headers, endStream, !endStream);
    };
    this.#requests.push({ type: Type.HEADERS, id, make });
    return id;
  }

  /** A response, informational headers (neither ended nor followed by a body) or trailers. */
  submitHeaders(id: number, headers: Header[], endStream: boolean, hasBody: boolean): number {
    const make = (): Uint8Array | number => {
      const stream = this.streams.get(id);
      if (!stream || stream.localEnd) return Failure.STREAM_CLOSED;
      if (stream.phase === 'reserved') stream.phase = 'opened';
      return this.#headersOf(stream, headers, endStream, hasBody);
    };
    this.#regular.push({ type: Type.HEADERS, id, make });
    return 0;
  }

  #headersOf(
    stream: StreamState,
    headers: Header[],
    endStream: boolean,
    hasBody: boolean,
  ): Uint8Array | number {
    const block = this.#deflate(headers);
    if (typeof block === 'number') return block;
    if (hasBody) this.#bodies.start(stream);
    if (endStream) this.#endSoon(stream);
    const flags = endStream ? Flag.END_STREAM : 0;
    return this.#frames.headers(Type.HEADERS, flags, stream.id, block);
  }

  /** The frame that is being sent is the stream's last. */
  #endSoon(stream: StreamState): void {
    stream.localEnd = true;
    this.#afterSend.push(() => this.closeIfDone(stream));
  }

  #deflate(headers: Header[]): Uint8Array | number {
    const size = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    if (size > this.#options.maxSendHeaderBlock) return Failure.FRAME_SIZE_ERROR;
    return this.deflater.encode(headers);
  }

  /** The promised stream's number, or a failure. */
  submitPushPromise(id: number, headers: Header[]): number {
    const promised = this.nextId;
    this.nextId += 2;
    this.openStream(promised, 'reserved').remoteEnd = true;
    const make = (): Uint8Array | number => {
      if (this.remote.get(Setting.ENABLE_PUSH) === 0) return Failure.PUSH_DISABLED;
      if (!this.streams.has(id)) return Failure.STREAM_CLOSED;
      const block = this.#deflate(headers);
      if (typeof block === 'number') return block;
      return this.#frames.headers(Type.PUSH_PROMISE, 0, id, block, uint32(promised));
    };
    this.#regular.push({ type: Type.PUSH_PROMISE, id, make });
    return promised;
  }

  /** From now on `events.read` is asked for the stream's body. */
  submitBody(id: number): void {
    const stream = this.streams.get(id);
    if (stream) this.#bodies.start(stream);
  }
  /** There is more of the body. */
  resumeData(id: number): void {
    const stream = this.streams.get(id);
    if (stream?.hasBody) stream.deferred = false;
  }
  #data(): Uint8Array | undefined {
    const data = this.#bodies.next();
    if (data?.ends) this.#endSoon(data.stream);
    return data?.bytes;
  }

  submitSettings(entries: SettingEntry[]): void {
    for (const [id, value] of entries) {
      if (id === Setting.MAX_CONCURRENT_STREAMS) this.pendingMaxStreams = value;
    }
    this.unacknowledged.push(entries);
    this.#urgent.push({
      type: Type.SETTINGS,
      id: 0,
      make: () => frame(Type.SETTINGS, 0, 0, packSettings(entries)),
    });
  }
  acknowledgeSettings(): void {
    this.#urgent.push({
      type: Type.SETTINGS,
      id: 0,
      make: () => frame(Type.SETTINGS, Flag.ACK, 0),
    });
  }
  submitPing(payload: Uint8Array, ack: boolean): void {
    const make = () => frame(Type.PING, ack ? Flag.ACK : 0, 0, payload);
    this.#urgent.push({ type: Type.PING, id: 0, make });
  }

  submitReset(id: number, code: number): void {
    const stream = this.streams.get(id);
    if (stream?.resetSent) return;
    if (stream) stream.resetSent = true;
    const close = (bytes: Uint8Array): Uint8Array => {
      this.#afterSend.push(() => this.closeStream(id, code));
      return bytes;
    };
    if (this.#waitsToStart.has(id)) {
      const at = this.#requests.findIndex((request) => request.id === id);
      this.#requests.splice(at, 1);
      this.#waitsToStart.delete(id);
      this.#regular.push({ type: Type.RST_STREAM, id, make: () => close(NOTHING) });
      return;
    }
    const make = (): Uint8Array => {
      return close(frame(Type.RST_STREAM, 0, id, uint32(code)));
    };
    this.#regular.push({ type: Type.RST_STREAM, id, make });
  }

  submitGoaway(code: number, lastId: number, data: Uint8Array, terminates = false): void {
    const make = (): Uint8Array => {
      this.goawaySent = true;
      if (terminates) this.terminated = true;
      return frame(Type.GOAWAY, 0, 0, uint32(lastId, code), data);
    };
    this.#regular.push({ type: Type.GOAWAY, id: 0, make });
  }
  /** The session is over once the GOAWAY is sent. */
  terminate(code: number): void {
    if (this.#terminating) return;
    this.#terminating = true;
    this.submitGoaway(code, this.lastProcessedId, NOTHING, true);
  }

  submitAltSvc(id: number, origin: string, value: string): void {
    const text = new TextEncoder().encode(origin);
    const length = Uint8Array.of(text.length >> 8, text.length & 0xff);
    const make = (): Uint8Array | number =>
      id === 0 || this.streams.has(id)
        ? frame(Type.ALTSVC, 0, id, length, text, new TextEncoder().encode(value))
        : Failure.STREAM_CLOSED;
    this.#regular.push({ type: Type.ALTSVC, id, make });
  }
  submitOrigin(origins: string[]): void {
    const parts = origins.flatMap((origin) => {
      const text = new TextEncoder().encode(origin);
      return [Uint8Array.of(text.length >> 8, text.length & 0xff), text];
    });
    this.#regular.push({
      type: Type.ORIGIN,
      id: 0,
      make: () => frame(Type.ORIGIN, 0, 0, ...parts),
    });
  }

  /** Bytes were read: once half a window was, the other side may send as many more. */
  consume(window: Window, id: number, bytes: number): void {
    window.consumed += bytes;
    const update = Math.min(window.consumed, window.received);
    if (update < window.size / 2) return;
    window.received -= update;
    window.consumed -= update;
    this.submitWindowUpdate(id, update);
  }
  submitWindowUpdate(id: number, increment: number): void {
    const make = () => frame(Type.WINDOW_UPDATE, 0, id, uint32(increment));
    this.#regular.push({ type: Type.WINDOW_UPDATE, id, make });
  }
  setLocalWindowSize(size: number): void {
    const more = size - this.window.size;
    this.window.size = size;
    if (more > 0) this.submitWindowUpdate(0, more);
  }
}
