/** What lib passes along with a write or a shutdown, to hear of its end: src/stream_base.h. */
import { AsyncWrap } from '../../thread/handle.ts';

export class WriteWrap extends AsyncWrap {
  override get provider(): string {
    return 'WRITEWRAP';
  }
  handle: unknown;
  oncomplete?: (status: number, handle: object, error: undefined) => void;
  callback: unknown;
  async = false;
  bytes = 0;
  buffer: unknown;
  /** A status that came before `oncomplete` was there: it never does here. */
  writeStatus = null;
}

export class ShutdownWrap extends AsyncWrap {
  override get provider(): string {
    return 'SHUTDOWNWRAP';
  }
  oncomplete?: (status: number) => void;
}

/** Takes what is read in place of lib: parsers of HTTP do (StreamBase::PushStreamListener). */
export interface ReadListener {
  /** `nested`: within a call of JavaScript, or of another listener. */
  onStreamRead(bytes: Uint8Array, nested?: boolean): void;
  /** The end (`EOF`) or an error; without it, lib hears of them. */
  onStreamEnd?(status: number): void;
}

/** Indices of `streamBaseState`. */
export type Fields = Record<
  | 'kReadBytesOrError'
  | 'kArrayBufferOffset'
  | 'kBytesWritten'
  | 'kLastWriteWasAsync'
  | 'kLastWriteErr',
  number
>;
