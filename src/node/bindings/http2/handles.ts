/** What a session and its streams know of each other. */
import type { Header } from '../../http2/hpack.ts';
import type { Session } from '../../http2/session.ts';
import type { Body } from '../../http2/state.ts';
import type { AsyncWrap } from '../../thread/handle.ts';

export interface StreamHandle extends AsyncWrap {
  readonly destroyed: boolean;
  headers: Header[];
  headersLength: number;
  beginHeaders(): void;
  read(max: number): Body | undefined;
  receive(bytes: Uint8Array): void;
  receiveEnd(): void;
  flushReset(): void;
  destroy(): void;
}

export interface SessionHandle {
  readonly protocol: Session;
  add(id: number, stream: StreamHandle): void;
  remove(id: number, stream: StreamHandle): void;
  /** Calls a function of lib on the session or one of its streams. */
  call(target: AsyncWrap, name: string, ...args: unknown[]): unknown;
  /** Http2Scope: what is submitted within is written soon. */
  scoped<T>(job: (protocol: Session) => T): T;
  setImmediate(callback: () => void): void;
  /** Called with the status of the write that carries what was just read. */
  whenWritten(written: (status: number) => void): void;
  /** lib has read so many bytes of a stream. */
  consumed(id: number, bytes: number): void;
  /** What is there goes out before a RST_STREAM; false: later, `flushReset` is called then. */
  sendBeforeReset(id: number, code: number): boolean;
  flushResetOf(stream: StreamHandle): void;
}
