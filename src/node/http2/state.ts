/** What a session of HTTP/2 knows of its streams and of the other side. */
import { Setting, type SettingEntry } from './frames.ts';
import type { Header } from './hpack.ts';

/** nghttp2_headers_category. */
export const Category = { REQUEST: 0, RESPONSE: 1, PUSH_RESPONSE: 2, HEADERS: 3 } as const;

/** What a stream has to send at the moment; undefined: nothing yet. */
export interface Body {
  chunks: Uint8Array[];
  /** This was all; `trailers`: but the stream does not end with it. */
  end: boolean;
  trailers: boolean;
}

/** Calls of nghttp2's callbacks. */
export interface Events {
  /** False: no stream is wanted. */
  onBeginHeaders(id: number, category: number): boolean;
  /** False: too many. */
  onHeader(id: number, header: Header): boolean;
  onHeaders(id: number, category: number, flags: number): void;
  onData(id: number, bytes: Uint8Array): void;
  onDataEnd(id: number): void;
  onSettings(): void;
  onSettingsAck(): void;
  onPing(payload: Uint8Array, ack: boolean): void;
  onGoaway(code: number, lastId: number, data: Uint8Array): void;
  onPriority(id: number, parent: number, weight: number, exclusive: boolean): void;
  onAltSvc(id: number, origin: string, value: string): void;
  onOrigin(origins: string[]): void;
  onStreamClose(id: number, code: number, byPeer: boolean): void;
  onFrameNotSent(id: number, type: number, failure: number): void;
  /** The frame counts as invalid; what follows from it happens anyway. */
  onInvalidFrame(failure: number): void;
  /** The other side does not speak HTTP/2. */
  onBadPeer(): void;
  /** For DATA; at most `max` bytes. */
  read(id: number, max: number): Body | undefined;
  /** The length with padding of a frame with so many bytes, at most `max`. */
  pad(length: number, max: number): number;
}

export interface StreamState {
  id: number;
  /** Not yet a response, or reserved by a PUSH_PROMISE. */
  phase: 'opening' | 'opened' | 'reserved';
  localEnd: boolean;
  remoteEnd: boolean;
  /** What may be sent. */
  sendWindow: number;
  /** What the other side may send, what of it has come, and what of that the program has read. */
  receiveWindow: Window;
  /** It has a body that is not sent yet. */
  hasBody: boolean;
  deferred: boolean;
  /** Of the request or response, and what came of it. */
  contentLength: number | undefined;
  received: number;
  /** The program said why it closes the stream. */
  resetSent: boolean;
}

export interface Window {
  size: number;
  received: number;
  consumed: number;
}

/** Values of settings by their number; custom ones are kept beside them. */
export class Settings {
  readonly values = new Map<number, number>([
    [Setting.HEADER_TABLE_SIZE, 4096],
    [Setting.ENABLE_PUSH, 1],
    [Setting.MAX_CONCURRENT_STREAMS, 2 ** 32 - 1],
    [Setting.INITIAL_WINDOW_SIZE, 65535],
    [Setting.MAX_FRAME_SIZE, 16384],
    [Setting.MAX_HEADER_LIST_SIZE, 2 ** 32 - 1],
    [Setting.ENABLE_CONNECT_PROTOCOL, 0],
  ]);

  get(id: number): number {
    return this.values.get(id) ?? 0;
  }
  apply(entries: readonly SettingEntry[]): void {
    for (const [id, value] of entries) this.values.set(id, value);
  }
}
