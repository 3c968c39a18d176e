/** A descriptor that is a pipe, a local socket or a terminal, read and written without blocking. */
import { UvError } from '../../files/uv-error.ts';
import type { Rights } from '../../network/rights.ts';
import type { StreamError, StreamResource } from '../../network/stream-resource.ts';
import type { Polled } from '../../thread/stream-poll.ts';
import type { Thread } from '../../thread/thread.ts';

const STDERR = 2;
/** What one call offers to the file server, which takes less. */
const WRITE_SIZE = 128 * 1024;

export class StreamDescriptor implements StreamResource, Polled {
  readonly fd: number;
  /** Reading asks, for nobody tells beforehand. */
  readonly readable = true;
  readonly readsOn = true;
  onreadable = (): void => {};
  onwritable = (): void => {};
  /** What came along with what was read last. */
  rights: Rights | undefined;
  readonly #thread: Thread;
  readonly #isIpc: boolean;
  #awaitsInput = false;
  #awaitsRoom = false;

  /** `ipc`: descriptors may come along; `last`: it is told after the others (thread/stream-poll.ts). */
  constructor(thread: Thread, fd: number, kind?: 'ipc' | 'last') {
    this.#thread = thread;
    this.fd = fd;
    this.#isIpc = kind === 'ipc';
    thread.streams.add(this, kind === 'last' ? 'last' : 'first');
  }

  ready(): void {
    const { onreadable, onwritable } = this;
    const [input, room] = [this.#awaitsInput, this.#awaitsRoom];
    this.#awaitsInput = this.#awaitsRoom = false;
    if (input) onreadable();
    if (room) onwritable();
  }

  read(max: number): Uint8Array | null | StreamError | undefined {
    const bytes = attempt(() => this.#receive(max));
    if (bytes === 'EAGAIN') {
      this.#awaitsInput = true;
      return undefined;
    }
    if (typeof bytes === 'string') return bytes;
    return bytes.length > 0 ? new Uint8Array(bytes) : null;
  }

  #receive(max: number): Uint8Array {
    const { files } = this.#thread;
    if (!this.#isIpc) return files.tryRead(this.fd, max);
    const { bytes, rights } = files.recvmsg(this.fd, max);
    this.rights = rights;
    return bytes;
  }

  sendmsg(bytes: Uint8Array, rights: Rights): number | StreamError {
    const taken = attempt(() => this.#thread.files.sendmsg(this.fd, rights, bytes));
    this.#awaitsRoom = taken !== bytes.length;
    return taken === 'EAGAIN' ? 0 : taken;
  }

  write(bytes: Uint8Array): number | StreamError {
    const { output, promiseStates, writeStdio } = this.#thread;
    const isStandard = this.fd <= STDERR;
    if (isStandard && (output.pageStream(this.fd) > 0 || promiseStates.holding)) {
      writeStdio(this.fd, bytes);
      return bytes.length;
    }
    for (let done = 0; ;) {
      const part = bytes.subarray(done, done + WRITE_SIZE);
      const taken = attempt(() => this.#thread.files.tryWrite(this.fd, part));
      if (typeof taken === 'string' && taken !== 'EAGAIN') return taken;
      done += typeof taken === 'number' ? taken : 0;
      if (done === bytes.length) return done;
      if (taken !== part.length) {
        this.#awaitsRoom = true;
        return done;
      }
    }
  }

  shutdown(): void {
    attempt(() => this.#thread.files.shutdown(this.fd));
  }

  /** As in libuv, the standard streams stay open for the rest of the process. */
  close(): void {
    this.#thread.streams.delete(this);
    if (this.fd > STDERR) attempt(() => this.#thread.files.close(this.fd));
  }
}

function attempt<T>(operation: () => T): T | StreamError | 'EAGAIN' {
  try {
    return operation();
  } catch (error) {
    if (error instanceof UvError) return error.code as StreamError | 'EAGAIN';
    throw error;
  }
}
