/** Http2Session of src/node_http2.cc: between a socket and the protocol (src/node/http2). */
import { Receiver } from '../../http2/receiver.ts';
import { Session } from '../../http2/session.ts';
import { AsyncWrap } from '../../thread/handle.ts';
import type { BindingObject, Thread } from '../../thread/thread.ts';
import type { LibuvStreamWrapClass } from '../stream_wrap.ts';
import type { ReadListener } from '../stream_wrap/requests.ts';
import { SessionEvents, type EventedSession } from './events.ts';
import { parseHeaders } from './header-list.ts';
import { readOptions } from './options.ts';
import { Http2Ping, Http2Settings } from './requests.ts';
import { isStandard, readCustomNumbers, readSettings, writeSettings } from './settings.ts';
import type { StreamHandle } from './handles.ts';
import type { Http2StreamClass } from './stream.ts';

/** lib's functions (`setCallbackFunctions`), by what C++ calls them. */
export type Callbacks = Record<string, (...args: any[]) => unknown>;

type Written = (status: number) => void;

const OPTION_EMPTY_PAYLOAD = 1;

/** A copy. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}

export function createHttp2Session(
  thread: Thread,
  binding: BindingObject,
  callbacks: Callbacks,
  Http2Stream: Http2StreamClass,
) {
  const { errno, loop } = thread;
  const { Buffer } = thread.require('buffer');
  const settingsBuffer = binding['settingsBuffer'] as Uint32Array;
  const fieldCount = binding['kSessionUint8FieldCount'] as number;

  class Http2Session extends AsyncWrap implements ReadListener, EventedSession {
    readonly protocol: Session;
    readonly fields = new Uint8Array(fieldCount);
    readonly #receiver: Receiver;
    readonly #options = readOptions(binding['optionsBuffer']);
    /** Custom settings that are told to lib: those sent, and the numbers of the other side's. */
    readonly #ownCustom = new Map<number, number>();
    readonly #remoteCustom = readCustomNumbers(settingsBuffer);
    readonly streams = new Map<number, StreamHandle>();
    readonly pings: Http2Ping[] = [];
    readonly settingsSent: Http2Settings[] = [];
    readonly #resets: StreamHandle[] = [];
    #socket: InstanceType<LibuvStreamWrapClass> | undefined;
    #written: Written[] = [];
    #inScope = false;
    #writeScheduled = false;
    #sending = false;
    #closing = false;
    #closed = false;
    #graceful = false;
    #reading = true;
    hasCalled = false;
    #receiving = false;
    #chunksSent = 0;

    constructor(type: number) {
      super();
      const events = new SessionEvents(this, {
        options: this.#options,
        binding,
        toBuffer: (bytes) => Buffer.from(bytes),
        createStream: (id) => void new Http2Stream(this, id),
      });
      this.protocol = new Session(type === 0, events, this.#options);
      this.#receiver = new Receiver(this.protocol);
      const { kSessionMaxInvalidFrames, kSessionMaxRejectedStreams } = binding;
      new Uint32Array(this.fields.buffer, kSessionMaxInvalidFrames, 1)[0] = 1000;
      new Uint32Array(this.fields.buffer, kSessionMaxRejectedStreams, 1)[0] = 100;
    }
    override get provider(): string {
      return 'HTTP2SESSION';
    }

    /** Calls a function of lib on this session or one of its streams. */
    call(target: AsyncWrap, name: string, ...args: unknown[]): unknown {
      this.hasCalled = true;
      return target.runInContext(() => callbacks[name]!.apply(target, args));
    }
    fail(failure: number, code?: string): void {
      this.call(this, 'onSessionInternalError', failure, code);
    }

    /** Http2Scope: what is submitted within is written soon. */
    scoped<T>(job: (protocol: Session) => T): T {
      if (this.#inScope || this.#writeScheduled) return job(this.protocol);
      this.#inScope = true;
      try {
        return job(this.protocol);
      } finally {
        this.#inScope = false;
        this.#scheduleWrite();
      }
    }
    #scheduleWrite(): void {
      if (this.#writeScheduled || this.#closed || !this.protocol.wantsWrite) return;
      this.#writeScheduled = true;
      this.setImmediate(() => {
        if (!this.#writeScheduled) return;
        this.runInContext(() => this.#send());
      });
    }
    /** Environment::SetImmediate, which keeps the loop from sleeping. */
    setImmediate(callback: () => void): void {
      loop.setNativeImmediate(callback);
      loop.request(() => {})();
    }

    /** SendPendingData; false if a write is under way. */
    #send(): boolean {
      if (this.#closed) return true;
      this.#writeScheduled = false;
      if (this.#sending) return false;
      this.#sending = true;
      const parts = [...this.protocol.send()];
      if (parts.length === 0 || !this.#socket || this.#socket.closed) {
        this.#finishWrite(parts.length > 0 ? errno('ECANCELED') : 0);
      } else {
        this.#chunksSent++;
        const result = this.#socket.writeBuffer(null, Buffer.concat(parts));
        if (typeof result === 'number') this.#finishWrite(result);
        else result.oncomplete = (status) => this.#afterWrite(status);
      }
      this.#stopReadingIfDone();
      this.#tellGracefulClose();
      return true;
    }
    #afterWrite(status: number): void {
      this.#finishWrite(status);
      if (this.#closed) return this.#tellDone();
      this.#tellGracefulClose();
      this.#scheduleWrite();
    }
    #finishWrite(status: number): void {
      this.#sending = false;
      for (const written of this.#written.splice(0)) written(status);
      const resets = this.#resets.splice(0);
      if (resets.length === 0) return;
      this.#send();
      for (const stream of resets) stream.flushReset();
    }
    /** Called with the status of the write that carries what was just read. */
    whenWritten(written: Written): void {
      this.#written.push(written);
    }
    #stopReadingIfDone(): void {
      if (this.protocol.wantsRead || !this.#reading) return;
      this.#reading = false;
      this.#socket?.readStop();
    }
    #tellGracefulClose(): void {
      if (!this.#graceful || this.#closed) return;
      if (this.protocol.wantsRead || this.protocol.wantsWrite) return;
      const { ongracefulclosecomplete } = this as Record<string, any>;
      if (ongracefulclosecomplete) this.runInContext(() => ongracefulclosecomplete.call(this));
    }
    #tellDone(): void {
      const { ondone } = this as Record<string, any>;
      if (ondone) this.runInContext(() => ondone.call(this));
      this.#socket?.readStart();
    }

    add(id: number, stream: StreamHandle): void {
      this.streams.set(id, stream);
    }
    remove(id: number, stream: StreamHandle): void {
      if (this.streams.get(id) === stream) this.streams.delete(id);
    }
    /** lib has read so many bytes of a stream. */
    consumed(id: number, bytes: number): void {
      const stream = this.protocol.streams.get(id);
      if (stream) this.protocol.consume(stream.receiveWindow, id, bytes);
    }
    /** What is there goes out before a RST_STREAM; false: later, `flushReset` is called then. */
    sendBeforeReset(id: number, code: number): boolean {
      const stream = this.streams.get(id)!;
      const isCancel = code === 8;
      if (!(this.#inScope && isCancel) && this.#send()) return true;
      this.#resets.push(stream);
      return false;
    }
    flushResetOf(stream: StreamHandle): void {
      const at = this.#resets.indexOf(stream);
      if (at < 0) return;
      this.#resets.splice(at, 1);
      stream.flushReset();
    }

    onStreamRead(bytes: Uint8Array, nested = false): void {
      this.#receiver.push(bytes);
      if (!this.#receiving) this.#process(nested);
    }
    /** After each frame that lib heard of its nextTicks run, as with C++'s callbacks. */
    #process(nested: boolean): void {
      this.#receiving = true;
      let failure = 0;
      this.scoped(() => {
        while (this.#receiver.next()) {
          if (!this.hasCalled || nested) continue;
          this.hasCalled = false;
          return loop.continueWith(() => this.#process(false), this);
        }
        this.#receiving = false;
        failure = this.#receiver.failure;
      });
      if (this.#receiving) return;
      if (failure < 0) this.fail(failure);
      else if (!this.#closed) this.#send();
      if (failure === 0) this.#stopReadingIfDone();
    }

    // What lib calls.
    consume(socket: InstanceType<LibuvStreamWrapClass>): void {
      this.#socket = socket;
      socket.setReadListener(this);
    }
    receive(bytes: Uint8Array): void {
      this.onStreamRead(Uint8Array.from(bytes), true);
    }
    destroy(code: number, socketDestroyed: boolean): void {
      if (this.#closing) return;
      this.#closing = true;
      this.#socket?.readStop();
      if (socketDestroyed) {
        this.#socket?.setReadListener(undefined);
      } else {
        this.scoped((protocol) => protocol.terminate(code));
        this.#send();
      }
      this.#closed = true;
      if (!this.#sending) this.#tellDone();
      const waiting = [...this.pings.splice(0), ...this.settingsSent.splice(0)];
      this.setImmediate(() => waiting.forEach((one) => one.done(false)));
    }
    setGracefulClose(): void {
      this.#graceful = true;
    }
    hasPendingData(): boolean {
      return this.protocol.wantsWrite || (this.#graceful && this.protocol.wantsRead);
    }
    request(list: [string, number], options: number): StreamHandle | number {
      return this.scoped((protocol) => {
        const endStream = (options & OPTION_EMPTY_PAYLOAD) !== 0;
        const id = protocol.submitRequest(parseHeaders(list), endStream);
        return id > 0 ? new Http2Stream(this, id, options) : id;
      });
    }
    settings(callback: (...args: unknown[]) => void): boolean {
      const settings = new Http2Settings(callback);
      if (this.settingsSent.length >= this.#options.maxOutstandingSettings) {
        settings.done(false);
        return false;
      }
      this.settingsSent.push(settings);
      const entries = readSettings(settingsBuffer);
      for (const [id, value] of entries) if (!isStandard(id)) this.#ownCustom.set(id, value);
      this.scoped((protocol) => protocol.submitSettings(entries));
      return true;
    }
    ping(payload: ArrayBufferView | undefined, callback: (...args: unknown[]) => void): boolean {
      const ping = new Http2Ping(callback);
      if (this.pings.length >= this.#options.maxPings) {
        ping.done(false);
        return false;
      }
      this.pings.push(ping);
      const bytes = payload ? bytesOf(payload) : new Uint8Array(8);
      this.scoped((protocol) => protocol.submitPing(bytes, false));
      return true;
    }
    goaway(code: number, lastId: number, data?: ArrayBufferView): void {
      if (this.#closed) return;
      this.scoped((protocol) =>
        protocol.submitGoaway(
          code,
          lastId > 0 ? lastId : protocol.lastProcessedId,
          data ? bytesOf(data) : new Uint8Array(0),
        ),
      );
    }
    altsvc(id: number, origin: string, value: string): void {
      this.scoped((protocol) => protocol.submitAltSvc(id, origin, value));
    }
    origin(text: string): void {
      const origins = text.split('\0').filter((origin) => origin !== '');
      this.scoped((protocol) => protocol.submitOrigin(origins));
    }
    setNextStreamID(id: number): boolean {
      const { protocol } = this;
      if (id < protocol.nextId || !protocol.isMine(id)) return false;
      protocol.nextId = id;
      return true;
    }
    setLocalWindowSize(size: number): number {
      this.scoped((protocol) => protocol.setLocalWindowSize(size));
      return 0;
    }
    updateChunksSent(): number {
      (this as Record<string, any>)['chunksSentSinceLastWrite'] = this.#chunksSent;
      return this.#chunksSent;
    }
    localSettings(): void {
      writeSettings(settingsBuffer, this.protocol.local, [...this.#ownCustom]);
    }
    remoteSettings(): void {
      const { remote } = this.protocol;
      const known = this.#remoteCustom.filter((id) => remote.values.has(id));
      const custom = known.map((id) => [id, remote.get(id)] as const);
      writeSettings(settingsBuffer, remote, custom);
    }
    refreshState(): void {
      const { window, nextId, lastProcessedId, sendWindow, queued, deflater, inflater } =
        this.protocol;
      (binding['sessionState'] as Float64Array).set([
        window.size,
        window.received,
        nextId,
        window.size - window.received,
        lastProcessedId,
        sendWindow,
        queued,
        deflater.tableSize,
        inflater.tableSize,
      ]);
    }
  }
  return Http2Session;
}
