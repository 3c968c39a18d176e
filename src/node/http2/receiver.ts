/** What arrives at a session of HTTP/2: nghttp2_session_mem_recv. */
import { ConnectionError, mismatches, unpad, word } from './checks.ts';
import {
  CLIENT_MAGIC,
  Code,
  Failure,
  Flag,
  HEADER_BYTES,
  MAX_WINDOW,
  Setting,
  Type,
  failureOf,
  join,
  parseFrameHeader,
  type FrameHeader,
} from './frames.ts';
import { HeaderBlocks } from './header-blocks.ts';
import { applyRemoteSettings } from './remote-settings.ts';
import type { Session } from './session.ts';
import type { Window } from './state.ts';

export class Receiver {
  readonly #session: Session;
  #buffer: Uint8Array = new Uint8Array(0);
  #expectsMagic: boolean;
  #expectsSettings = true;
  readonly #blocks: HeaderBlocks;

  constructor(session: Session) {
    this.#session = session;
    this.#blocks = new HeaderBlocks(session);
    this.#expectsMagic = session.server;
  }

  /** Why nothing can be made of what arrives; 0 while something can. */
  failure = 0;

  push(bytes: Uint8Array): void {
    this.#buffer = this.#buffer.length === 0 ? bytes : join([this.#buffer, bytes]);
  }

  /** Takes the next frame; false if there is none that is whole. */
  next(): boolean {
    if (this.failure < 0 || this.#session.terminated) return false;
    if (this.#expectsMagic && !this.#takeMagic()) return false;
    if (this.#buffer.length < HEADER_BYTES) return false;
    const header = parseFrameHeader(this.#buffer);
    try {
      this.#admit(header);
      const end = HEADER_BYTES + header.length;
      if (this.#buffer.length < end) return false;
      const payload = this.#buffer.subarray(HEADER_BYTES, end);
      this.#buffer = this.#buffer.subarray(end);
      this.#frame(header, payload);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      this.#buffer = new Uint8Array(0);
      this.#session.terminate(error.code);
      this.#session.events.onInvalidFrame(failureOf(error.code));
    }
    return true;
  }

  #takeMagic(): boolean {
    const length = Math.min(this.#buffer.length, CLIENT_MAGIC.length);
    for (let i = 0; i < length; i++) {
      if (this.#buffer[i] === CLIENT_MAGIC[i]) continue;
      this.failure = Failure.BAD_CLIENT_MAGIC;
      return false;
    }
    if (length < CLIENT_MAGIC.length) return false;
    this.#expectsMagic = false;
    this.#buffer = this.#buffer.subarray(length);
    return true;
  }

  #admit({ type, flags, length }: FrameHeader): void {
    if (this.#expectsSettings) {
      if (type !== Type.SETTINGS || flags & Flag.ACK) {
        this.#session.events.onBadPeer();
        throw new ConnectionError(Code.PROTOCOL_ERROR);
      }
      this.#expectsSettings = false;
    }
    if (length > this.#session.local.get(Setting.MAX_FRAME_SIZE)) {
      throw new ConnectionError(Code.FRAME_SIZE_ERROR);
    }
  }

  #frame(header: FrameHeader, payload: Uint8Array): void {
    const { type, id } = header;
    this.#blocks.admit(header);
    const { events } = this.#session;
    switch (type) {
      case Type.DATA:
        this.#data(header, unpad(header, payload));
        break;
      case Type.HEADERS: {
        const body = unpad(header, payload);
        this.#blocks.begin(header, id, header.flags & Flag.PRIORITY ? body.subarray(5) : body);
        return;
      }
      case Type.PUSH_PROMISE: {
        const body = unpad(header, payload);
        const promised = word(body, 0) & 0x7fffffff;
        if (this.#session.server) throw new ConnectionError(Code.PROTOCOL_ERROR);
        if (this.#session.local.get(Setting.ENABLE_PUSH) === 0) {
          throw new ConnectionError(Code.PROTOCOL_ERROR);
        }
        this.#blocks.begin(header, promised, body.subarray(4));
        return;
      }
      case Type.CONTINUATION:
        this.#blocks.goOn(header, payload);
        return;
      case Type.PRIORITY: {
        if (id === 0) throw new ConnectionError(Code.PROTOCOL_ERROR);
        if (payload.length !== 5) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
        const parent = word(payload, 0);
        events.onPriority(id, parent & 0x7fffffff, payload[4]! + 1, parent >>> 31 === 1);
        break;
      }
      case Type.RST_STREAM:
        if (id === 0 || this.#session.isIdle(id)) throw new ConnectionError(Code.PROTOCOL_ERROR);
        if (payload.length !== 4) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
        this.#session.closeStream(id, word(payload, 0), true);
        break;
      case Type.SETTINGS:
        this.#settings(header, payload);
        break;
      case Type.PING:
        if (id !== 0) throw new ConnectionError(Code.PROTOCOL_ERROR);
        if (payload.length !== 8) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
        if (!(header.flags & Flag.ACK)) this.#session.submitPing(payload.slice(), true);
        events.onPing(payload.slice(), (header.flags & Flag.ACK) !== 0);
        break;
      case Type.GOAWAY:
        this.#goaway(payload);
        break;
      case Type.WINDOW_UPDATE:
        this.#windowUpdate(id, payload);
        break;
      case Type.ALTSVC:
        if (!this.#session.server) this.#altSvc(id, payload);
        break;
      case Type.ORIGIN:
        if (!this.#session.server) this.#origin(payload);
        break;
    }
  }

  #arrive(window: Window, bytes: number): void {
    window.received += bytes;
    if (window.received > window.size) throw new ConnectionError(Code.FLOW_CONTROL_ERROR);
  }

  #data(header: FrameHeader, bytes: Uint8Array): void {
    const session = this.#session;
    const { id, flags, length } = header;
    if (id === 0 || this.#session.isIdle(id)) throw new ConnectionError(Code.PROTOCOL_ERROR);
    this.#arrive(session.window, length);
    const stream = session.streams.get(id);
    if (!stream || stream.resetSent) {
      session.consume(session.window, 0, length);
      return;
    }
    if (stream.remoteEnd) throw new ConnectionError(Code.STREAM_CLOSED);
    this.#arrive(stream.receiveWindow, length);
    const padding = length - bytes.length;
    session.consume(session.window, 0, length);
    if (padding > 0) session.consume(stream.receiveWindow, id, padding);
    stream.received += bytes.length;
    const ends = (flags & Flag.END_STREAM) !== 0;
    if (mismatches(stream, ends)) return session.submitReset(id, Code.PROTOCOL_ERROR);
    if (bytes.length > 0) session.events.onData(id, bytes);
    // Nothing that says nothing: too many of them are a flood.
    else if (!ends) session.events.onInvalidFrame(Failure.HTTP_MESSAGING);
    if (!ends) return;
    stream.remoteEnd = true;
    session.events.onDataEnd(id);
    session.closeIfDone(stream);
  }

  #settings({ id, flags, length }: FrameHeader, payload: Uint8Array): void {
    const session = this.#session;
    if (id !== 0) throw new ConnectionError(Code.PROTOCOL_ERROR);
    if (flags & Flag.ACK) {
      if (length !== 0) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
      const entries = session.unacknowledged.shift();
      if (!entries) throw new ConnectionError(Code.PROTOCOL_ERROR);
      const before = session.local.get(Setting.INITIAL_WINDOW_SIZE);
      session.local.apply(entries);
      const more = session.local.get(Setting.INITIAL_WINDOW_SIZE) - before;
      for (const stream of session.streams.values()) stream.receiveWindow.size += more;
      session.inflater.limit(session.local.get(Setting.HEADER_TABLE_SIZE));
      return session.events.onSettingsAck();
    }
    applyRemoteSettings(session, payload, this.#firstSettings);
    this.#firstSettings = false;
  }
  #firstSettings = true;

  #goaway(payload: Uint8Array): void {
    const session = this.#session;
    if (payload.length < 8) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
    const lastId = word(payload, 0) & 0x7fffffff;
    session.goawayReceived = true;
    session.events.onGoaway(word(payload, 4), lastId, payload.slice(8));
    for (const id of [...session.streams.keys()]) {
      if (session.isMine(id) && id > lastId) session.closeStream(id, Code.REFUSED_STREAM);
    }
  }

  #windowUpdate(id: number, payload: Uint8Array): void {
    const session = this.#session;
    if (payload.length !== 4) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
    const increment = word(payload, 0) & 0x7fffffff;
    if (id === 0) {
      if (increment === 0) throw new ConnectionError(Code.PROTOCOL_ERROR);
      session.sendWindow += increment;
      if (session.sendWindow > MAX_WINDOW) throw new ConnectionError(Code.FLOW_CONTROL_ERROR);
      return;
    }
    if (this.#session.isIdle(id)) throw new ConnectionError(Code.PROTOCOL_ERROR);
    const stream = session.streams.get(id);
    if (!stream) return;
    stream.sendWindow += increment;
    if (increment === 0) session.submitReset(id, Code.PROTOCOL_ERROR);
    else if (stream.sendWindow > MAX_WINDOW) session.submitReset(id, Code.FLOW_CONTROL_ERROR);
  }

  #altSvc(id: number, payload: Uint8Array): void {
    const length = (payload[0]! << 8) | payload[1]!;
    const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
    const origin = text(payload.subarray(2, 2 + length));
    if ((id === 0) === (length === 0)) return;
    this.#session.events.onAltSvc(id, origin, text(payload.subarray(2 + length)));
  }

  #origin(payload: Uint8Array): void {
    const origins: string[] = [];
    for (let at = 0; at + 2 <= payload.length;) {
      const length = (payload[at]! << 8) | payload[at + 1]!;
      origins.push(String.fromCharCode(...payload.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    this.#session.events.onOrigin(origins);
  }
}
