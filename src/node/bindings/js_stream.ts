/**
 * internalBinding('js_stream') (src/js_stream.cc): a stream of JavaScript where a native one is
 * expected. lib/internal/js_stream_socket.js puts the methods on it that do the work.
 */
import type { BindingFactory } from '../thread/thread.ts';
import { createStreamBase } from './stream_wrap/stream-base.ts';
import type { ShutdownWrap, WriteWrap } from './stream_wrap/requests.ts';

export const jsStream: BindingFactory = (thread) => {
  const StreamBase = createStreamBase(thread);
  const { Buffer } = thread.require('buffer');

  class JSStream extends StreamBase {
    /** An exception of lib's method is one that nobody caught. */
    #call(method: string, ...args: unknown[]): number {
      try {
        const callback = (this as Record<string, any>)[method];
        if (typeof callback !== 'function') return 0;
        return this.runInContext(() => callback.apply(this, args)) | 0;
      } catch (error) {
        thread.triggerUncaughtException(error, false);
        return thread.errno('EPROTO');
      }
    }
    readStart(): number {
      return this.#call('onreadstart');
    }
    readStop(): number {
      return this.#call('onreadstop');
    }
    shutdown(request: ShutdownWrap): number {
      return this.#call('onshutdown', request);
    }
    protected doWrite(request: WriteWrap, chunks: Uint8Array[]): number {
      return this.#call(
        'onwrite',
        request,
        chunks.map((chunk) => Buffer.from(chunk)),
      );
    }
    finishWrite(request: WriteWrap, status: number): void {
      this.finish(request, status);
    }
    finishShutdown(request: ShutdownWrap, status: number): void {
      this.finish(request, status);
    }
    readBuffer(bytes: ArrayBufferView): void {
      const { buffer, byteOffset, byteLength } = bytes;
      this.emitRead(new Uint8Array(buffer, byteOffset, byteLength).slice());
    }
    override emitEOF(): void {
      super.emitEOF();
    }
  }
  return { JSStream };
};
