/**
 * StreamBase (src/stream_base.cc) for streams without a descriptor, which finish every write later:
 * JSStream and Http2Stream.
 */
import { AsyncWrap } from '../../thread/handle.ts';
import type { Thread } from '../../thread/thread.ts';
import { WriteWrap, type Fields, type ReadListener, type ShutdownWrap } from './requests.ts';

export type StreamBaseClass = ReturnType<typeof createStreamBase>;

export function createStreamBase(thread: Thread) {
  const { streamBaseState: state, ...rest } = thread.internalBinding('stream_wrap');
  const fields = rest as unknown as Fields;
  const { Buffer } = thread.require('buffer');
  const EOF = thread.errno('EOF');

  abstract class StreamBase extends AsyncWrap {
    #bytesRead = 0;
    #bytesWritten = 0;
    #userBuffer: Uint8Array | undefined;
    #listener: ReadListener | undefined;

    /** Each gives 0 or an error of libuv. */
    abstract readStart(): number;
    abstract readStop(): number;
    /** 1: done already, `request` hears nothing. */
    abstract shutdown(request: ShutdownWrap): number;
    protected abstract doWrite(request: WriteWrap, chunks: Uint8Array[]): number;

    get fd(): number {
      return -1;
    }
    get isStreamBase(): boolean {
      return true;
    }
    get bytesRead(): number {
      return this.#bytesRead;
    }
    get bytesWritten(): number {
      return this.#bytesWritten;
    }
    useUserBuffer(buffer: Uint8Array): void {
      this.#userBuffer = buffer;
    }
    setReadListener(listener: ReadListener | undefined): void {
      this.#listener = listener;
    }

    /** 0, an error, or the request if none was given. */
    #write(given: WriteWrap | null, chunks: Uint8Array[]): number | WriteWrap {
      const request = given ?? new WriteWrap();
      const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
      this.#bytesWritten += bytes;
      const error = this.doWrite(request, chunks);
      state[fields.kBytesWritten] = bytes;
      state[fields.kLastWriteWasAsync] = 1;
      state[fields.kLastWriteErr] = error;
      return error !== 0 || given ? error : request;
    }
    writeBuffer(request: WriteWrap | null, bytes: Uint8Array): number | WriteWrap {
      return this.#write(request, [bytes]);
    }
    writeUtf8String(request: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(request, [Buffer.from(text)]);
    }
    writeLatin1String(request: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(request, [Buffer.from(text, 'latin1')]);
    }
    writeAsciiString(request: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(request, [Buffer.from(text, 'latin1')]);
    }
    writeUcs2String(request: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(request, [Buffer.from(text, 'utf16le')]);
    }
    /** `chunks` are buffers, or else chunk and encoding in turn. */
    writev(request: WriteWrap | null, chunks: any[], allBuffers: boolean): number | WriteWrap {
      if (allBuffers) return this.#write(request, chunks);
      const buffers: Uint8Array[] = [];
      for (let i = 0; i < chunks.length; i += 2) {
        const chunk = chunks[i];
        buffers.push(typeof chunk === 'string' ? Buffer.from(chunk, chunks[i + 1]) : chunk);
      }
      return this.#write(request, buffers);
    }

    /** StreamReq::Done. */
    protected finish(request: WriteWrap | ShutdownWrap, status: number): void {
      if (typeof request.oncomplete !== 'function') return;
      request.runInContext(() => request.oncomplete!(status, this, undefined));
    }

    /** `bytes` have arrived, in an ArrayBuffer of their own. */
    protected emitRead(bytes: Uint8Array): void {
      this.#bytesRead += bytes.length;
      if (this.#listener) return this.#listener.onStreamRead(bytes, true);
      if (!this.#userBuffer) return this.#onread(bytes.length, bytes.buffer);
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + this.#userBuffer.length);
        this.#userBuffer.set(part);
        at += part.length;
        this.#onread(part.length, undefined);
      }
    }

    protected emitEOF(): void {
      if (this.#listener?.onStreamEnd) this.#listener.onStreamEnd(EOF);
      else this.#onread(EOF, undefined);
    }

    #onread(result: number, buffer: ArrayBufferLike | undefined): void {
      state[fields.kReadBytesOrError] = result;
      state[fields.kArrayBufferOffset] = 0;
      const { onread } = this as Record<string, any>;
      if (typeof onread !== 'function') return;
      const next = this.runInContext(() => onread.call(this, buffer));
      if (this.#userBuffer && next instanceof Uint8Array) this.#userBuffer = next;
    }
  }
  return StreamBase;
}
