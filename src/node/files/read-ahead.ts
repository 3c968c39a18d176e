/**
 * What came along when a thread opened a small file (jobs/open-ahead.ts): nearly always it is asked
 * next how large the file is, then for all of it, then to close it. Answered here, that is one way to
 * the file server instead of four. It holds while the server has done nothing else since, for anyone.
 */
import type { StatFields } from './inode.ts';

export interface Opened {
  fd: number;
  stat: StatFields;
  bytes: Uint8Array;
  /** What the server had served by then. */
  served: number;
}

export interface ReadAheadServer {
  /** How much it has served by now, once it has done what it was told. */
  served(): number;
  /** Has it do something that cannot fail, without waiting. */
  tell(name: 'moveTo' | 'close', args: unknown[]): void;
}

export class ReadAhead {
  readonly #server: ReadAheadServer;
  #opened: Opened | undefined;
  #position = 0;

  constructor(server: ReadAheadServer) {
    this.#server = server;
  }

  /** Called for what `openAhead` gave. */
  keep(opened: Opened): void {
    this.#opened = opened;
    this.#position = 0;
  }

  fstat(fd: number): StatFields | undefined {
    return this.#current(fd)?.stat;
  }

  /** As the operation `read`. */
  read(fd: number, length: number, position: number): Uint8Array | undefined {
    const bytes = length >= 0 && this.#current(fd)?.bytes;
    if (!bytes) return undefined;
    const start = position < 0 ? this.#position : position;
    const part = bytes.slice(start, start + length);
    if (position < 0 && part.length > 0) {
      this.#position += part.length;
      this.#tell('moveTo', [fd, this.#position]);
    }
    return part;
  }

  /** True if the server closes it now. */
  close(fd: number): boolean {
    if (!this.#current(fd)) return false;
    this.#tell('close', [fd]);
    this.#opened = undefined;
    return true;
  }

  #current(fd: number): Opened | undefined {
    const opened = this.#opened;
    return opened?.fd === fd && opened.served === this.#server.served() ? opened : undefined;
  }

  #tell(name: 'moveTo' | 'close', args: unknown[]): void {
    const opened = this.#opened!;
    this.#server.tell(name, args);
    opened.served = (opened.served + 1) | 0;
  }
}
