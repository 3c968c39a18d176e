/**
 * internalBinding('stream_wrap'): LibuvStreamWrap (src/stream_wrap.cc, src/stream_base.cc) over
 * whatever reads and writes: sockets and the standard streams. What cannot be written at once
 * waits in a queue, as in uv_write.
 */
import type { Rights } from '../network/rights.ts';
import type { StreamError, StreamResource } from '../network/stream-resource.ts';
import { HandleWrap } from '../thread/handle.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';
import { receiveHandle, type SentHandle } from './stream_wrap/sent-handles.ts';
import { ShutdownWrap, WriteWrap, type Fields, type ReadListener } from './stream_wrap/requests.ts';

/** What libuv suggests for the buffer of a read. */
const READ_SIZE = 64 * 1024;

interface PendingWrite {
  rest: Uint8Array;
  /** What goes along with its first byte. */
  rights: Rights | undefined;
  done: (status: number) => void;
}

function createLibuvStreamWrap(thread: Thread, state: Int32Array, fields: Fields) {
  const { errno, loop } = thread;
  const { Buffer } = thread.require('buffer');

  return class LibuvStreamWrap extends HandleWrap {
    #resource: StreamResource | undefined;
    #reading = false;
    #readQueued = false;
    #bytesRead = 0;
    #bytesWritten = 0;
    #userBuffer: Uint8Array | undefined;
    #listener: ReadListener | undefined;
    readonly #writes: PendingWrite[] = [];
    /** What came over an IPC channel with the bytes that lib is given now. */
    declare pendingHandle?: object | null;
    #flushQueued = false;
    #shutdown: ((status: number) => void) | undefined;

    /** From now on the stream can be read and written. */
    attach(resource: StreamResource): void {
      this.#resource = resource;
      resource.onreadable = () => this.#queueRead();
      resource.onwritable = () => this.#queueFlush();
    }

    get resource(): StreamResource | undefined {
      return this.#resource;
    }
    get fd(): number {
      return this.#resource?.fd ?? -1;
    }
    get bytesRead(): number {
      return this.#bytesRead;
    }
    get bytesWritten(): number {
      return this.#bytesWritten;
    }
    get writeQueueSize(): number {
      return this.#writes.reduce((sum, { rest }) => sum + rest.length, 0);
    }
    get isStreamBase(): boolean {
      return true;
    }
    setBlocking(): number {
      return 0;
    }
    useUserBuffer(buffer: Uint8Array): void {
      this.#userBuffer = buffer;
    }
    /** StreamBase::PushStreamListener; undefined: lib hears of reads again. */
    setReadListener(listener: ReadListener | undefined): void {
      this.#listener = listener;
    }

    readStart(): number {
      if (!this.#resource || this.closed) return errno('ENOTCONN');
      this.#reading = true;
      this.setActive(true);
      this.#resource.start?.();
      if (this.#resource.readable) this.#queueRead();
      return 0;
    }

    readStop(): number {
      this.#reading = false;
      this.setActive(false);
      return 0;
    }

    #queueRead(): void {
      if (this.#readQueued || !this.#reading) return;
      this.#readQueued = true;
      loop.enqueue(() => this.#read(), this);
    }

    #read(): void {
      this.#readQueued = false;
      if (!this.#reading || this.closed) return;
      const result = this.#resource!.read(this.#userBuffer?.length ?? READ_SIZE);
      if (result === undefined) return;
      if (result === null || typeof result === 'string') {
        this.readStop();
        const status = errno(result ?? 'EOF');
        if (this.#listener?.onStreamEnd) return this.#listener.onStreamEnd(status);
        return this.#onread(status, undefined);
      }
      const { rights } = this.#resource!;
      if (rights) this.pendingHandle = receiveHandle(thread, rights);
      this.#bytesRead += result.length;
      if (this.#resource!.readsOn) loop.continueWith(() => this.#read(), this);
      else if (this.#resource!.readable) this.#queueRead();
      if (this.#listener) return this.#listener.onStreamRead(result);
      this.#userBuffer?.set(result);
      this.#onread(result.length, this.#userBuffer ? undefined : result.buffer);
    }

    #onread(result: number, buffer: ArrayBufferLike | undefined): void {
      state[fields.kReadBytesOrError] = result;
      state[fields.kArrayBufferOffset] = 0;
      const next = (this as Record<string, any>)['onread'](buffer);
      if (this.#userBuffer && next instanceof Uint8Array) this.#userBuffer = next;
    }

    /**
     * 0 if all was written; a request if not, or 0 if one was given; or an error. `handle`: what goes
     * along to another process, over its channel.
     */
    #write(bytes: Uint8Array, given: WriteWrap | null, handle?: SentHandle): number | WriteWrap {
      state[fields.kBytesWritten] = bytes.length;
      state[fields.kLastWriteWasAsync] = 0;
      state[fields.kLastWriteErr] = 0;
      if (!this.#resource || this.closed) return errno('EBADF');
      if (handle && !this.#resource.sendmsg) return errno('EINVAL');
      const rights = handle?.createRights();
      if (handle && !rights) return errno('EBADF');
      this.#bytesWritten += bytes.length;
      const written = this.#writes.length > 0 ? 0 : this.#send(bytes, rights);
      if (typeof written === 'string') {
        if (rights) thread.network.shared.close(rights.descriptor);
        return errno(written);
      }
      if (written === bytes.length && this.#writes.length === 0) return 0;
      const request = given ?? new WriteWrap();
      const done = loop.request((status) => request.oncomplete?.(status, this, undefined), request);
      const left = written === 0 ? rights : undefined;
      this.#writes.push({ rest: bytes.subarray(written), rights: left, done });
      state[fields.kLastWriteWasAsync] = 1;
      return given ? 0 : request;
    }

    #send(bytes: Uint8Array, rights: Rights | undefined): number | StreamError {
      return rights ? this.#resource!.sendmsg!(bytes, rights) : this.#resource!.write(bytes);
    }

    #queueFlush(): void {
      if (this.#flushQueued || this.closed) return;
      this.#flushQueued = true;
      loop.enqueue(() => this.#flush(), this);
    }

    #flush(): void {
      this.#flushQueued = false;
      while (this.#writes.length > 0 && !this.closed) {
        const first = this.#writes[0]!;
        const written = this.#send(first.rest, first.rights);
        if (typeof written === 'string') return this.#cancel(written);
        if (written > 0) first.rights = undefined;
        first.rest = first.rest.subarray(written);
        if (first.rest.length > 0) return;
        this.#writes.shift();
        first.done(0);
      }
      this.#shutdown?.(0);
    }

    #cancel(error: StreamError | 'ECANCELED'): void {
      for (const { rights, done } of this.#writes.splice(0)) {
        if (rights) thread.network.shared.close(rights.descriptor);
        done(errno(error));
      }
      this.#shutdown?.(errno(error));
    }

    writeBuffer(
      req: WriteWrap | null,
      buffer: Uint8Array,
      handle?: SentHandle,
    ): number | WriteWrap {
      return this.#write(buffer, req, handle);
    }
    writeUtf8String(req: WriteWrap | null, text: string, handle?: SentHandle): number | WriteWrap {
      return this.#write(Buffer.from(text), req, handle);
    }
    writeLatin1String(req: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(Buffer.from(text, 'latin1'), req);
    }
    writeAsciiString(req: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(Buffer.from(text, 'latin1'), req);
    }
    writeUcs2String(req: WriteWrap | null, text: string): number | WriteWrap {
      return this.#write(Buffer.from(text, 'utf16le'), req);
    }

    /** `chunks` are buffers, or else chunk and encoding in turn. */
    writev(req: WriteWrap | null, chunks: any[], allBuffers: boolean): number | WriteWrap {
      const buffers: Uint8Array[] = [];
      for (let i = 0; i < chunks.length; i += allBuffers ? 1 : 2) {
        const chunk = chunks[i];
        buffers.push(typeof chunk === 'string' ? Buffer.from(chunk, chunks[i + 1]) : chunk);
      }
      return this.#write(Buffer.concat(buffers), req);
    }

    /** The FIN goes out once all is written, at the earliest in the loop's next turn. */
    shutdown(req: ShutdownWrap): number {
      if (!this.#resource || this.closed) return errno('ENOTCONN');
      this.#shutdown = loop.request(
        (status: number) => {
          if (status === 0 && !this.closed) this.#resource!.shutdown();
          req.oncomplete?.(this.closed ? errno('ECANCELED') : status);
        },
        req,
        true,
      );
      if (this.#writes.length === 0) this.#shutdown(0);
      return 0;
    }

    override onClose(): void {
      this.#cancel('ECANCELED');
      this.#resource?.close();
    }
  };
}

export type LibuvStreamWrapClass = ReturnType<typeof createLibuvStreamWrap>;

export const streamWrap: BindingFactory = (thread) => {
  const binding = thread.skeleton('stream_wrap');
  return {
    ...binding,
    LibuvStreamWrap: createLibuvStreamWrap(
      thread,
      binding['streamBaseState'],
      binding as unknown as Fields,
    ),
    WriteWrap,
    ShutdownWrap,
  };
};
