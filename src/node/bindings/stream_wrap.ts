/**
 * internalBinding('stream_wrap'): LibuvStreamWrap (src/stream_wrap.cc, src/stream_base.cc) for the
 * standard streams. Writes are synchronous, as libuv's are to a pipe with room and to a terminal;
 * what is written to a full pipe waits (frame/process-memory.ts).
 */
import { ProcessMemory } from '../frame/process-memory.ts';
import { AsyncWrap, HandleWrap } from '../thread/handle.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

class WriteWrap extends AsyncWrap {
  override get provider(): string {
    return 'WRITEWRAP';
  }
}

class ShutdownWrap extends AsyncWrap {
  override get provider(): string {
    return 'SHUTDOWNWRAP';
  }
  oncomplete?: (status: number) => void;
}

function createLibuvStreamWrap(thread: Thread, state: Int32Array, fields: Fields) {
  const UV_EOF = thread.errno('EOF');
  const UV_EBADF = thread.errno('EBADF');
  const { Buffer } = thread.require('buffer');

  return class LibuvStreamWrap extends HandleWrap {
    #fd = -1;
    #reading = false;
    #readQueued = false;
    #bytesRead = 0;
    #bytesWritten = 0;

    /** Ties the stream to a descriptor of this process: 0, 1 or 2. */
    openDescriptor(fd: number): void {
      this.#fd = fd;
      if (fd === 0) thread.onMessage('input', () => this.#queueRead());
    }

    get fd(): number {
      return this.#fd;
    }
    get bytesRead(): number {
      return this.#bytesRead;
    }
    get bytesWritten(): number {
      return this.#bytesWritten;
    }
    get writeQueueSize(): number {
      return 0;
    }
    /** Nothing may take the bytes from under lib, as http's parser does from a real stream. */
    get isStreamBase(): boolean {
      return false;
    }
    setBlocking(): number {
      return 0;
    }

    readStart(): number {
      if (this.#fd !== 0) return UV_EBADF;
      this.#reading = true;
      this.setActive(true);
      this.#queueRead();
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
      thread.loop.enqueue(() => this.#read(), this);
    }

    #read(): void {
      this.#readQueued = false;
      if (!this.#reading || this.closed) return;
      const bytes = new ProcessMemory(thread.init.shared).input.read();
      if (bytes === undefined) return;
      if (bytes === null) {
        this.setActive(false);
        this.#reading = false;
        return this.#onread(UV_EOF, undefined);
      }
      thread.post({ type: 'input-taken' });
      this.#bytesRead += bytes.length;
      this.#onread(bytes.length, bytes.buffer as ArrayBuffer);
      this.#queueRead();
    }

    #onread(result: number, buffer: ArrayBuffer | undefined): void {
      state[fields.kReadBytesOrError] = result;
      state[fields.kArrayBufferOffset] = 0;
      (this as Record<string, any>)['onread'](buffer);
    }

    #write(bytes: Uint8Array): number {
      if (this.#fd !== 1 && this.#fd !== 2) return UV_EBADF;
      thread.writeStdio(this.#fd, bytes);
      this.#bytesWritten += bytes.length;
      state[fields.kBytesWritten] = bytes.length;
      state[fields.kLastWriteWasAsync] = 0;
      state[fields.kLastWriteErr] = 0;
      return 0;
    }

    writeBuffer(_req: null, buffer: Uint8Array): number {
      return this.#write(buffer);
    }
    writeUtf8String(_req: null, text: string): number {
      return this.#write(Buffer.from(text));
    }
    writeLatin1String(_req: null, text: string): number {
      return this.#write(Buffer.from(text, 'latin1'));
    }
    writeAsciiString(_req: null, text: string): number {
      return this.#write(Buffer.from(text, 'latin1'));
    }
    writeUcs2String(_req: null, text: string): number {
      return this.#write(Buffer.from(text, 'utf16le'));
    }

    /** `chunks` are buffers, or else chunk and encoding in turn. */
    writev(_req: null, chunks: any[], allBuffers: boolean): number {
      const buffers: Uint8Array[] = [];
      for (let i = 0; i < chunks.length; i += allBuffers ? 1 : 2) {
        const chunk = chunks[i];
        buffers.push(typeof chunk === 'string' ? Buffer.from(chunk, chunks[i + 1]) : chunk);
      }
      return this.#write(Buffer.concat(buffers));
    }

    shutdown(req: ShutdownWrap): number {
      thread.loop.request((status: number) => req.oncomplete?.(status), req)(0);
      return 0;
    }
  };
}

type Fields = Record<
  | 'kReadBytesOrError'
  | 'kArrayBufferOffset'
  | 'kBytesWritten'
  | 'kLastWriteWasAsync'
  | 'kLastWriteErr',
  number
>;

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
