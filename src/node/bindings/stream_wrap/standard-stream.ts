/** A standard stream of the process: fd 0 is read from its input pipe, 1 and 2 are its output. */
import { ProcessMemory } from '../../frame/process-memory.ts';
import type { StreamError, StreamResource } from '../../network/stream-resource.ts';
import type { Thread } from '../../thread/thread.ts';

export class StandardStream implements StreamResource {
  readonly fd: number;
  /** Reading asks the pipe, for nobody tells how much is in it. */
  readonly readable: boolean;
  onreadable = (): void => {};
  onwritable = (): void => {};
  readonly #thread: Thread;

  constructor(thread: Thread, fd: number) {
    this.#thread = thread;
    this.fd = fd;
    this.readable = fd === 0;
    if (fd === 0) thread.onMessage('input', () => this.onreadable());
  }

  read(max: number): Uint8Array | null | StreamError | undefined {
    if (this.fd !== 0) return 'EBADF';
    const bytes = new ProcessMemory(this.#thread.init.shared).input.read(max);
    if (bytes) this.#thread.post({ type: 'input-taken' });
    return bytes;
  }

  /** Takes all; what is written to a full pipe waits (frame/process-memory.ts). */
  write(bytes: Uint8Array): number | StreamError {
    if (this.fd !== 1 && this.fd !== 2) return 'EBADF';
    this.#thread.writeStdio(this.fd, bytes);
    return bytes.length;
  }

  /** The descriptor stays open for the rest of the process. */
  shutdown(): void {}
  close(): void {}
}
