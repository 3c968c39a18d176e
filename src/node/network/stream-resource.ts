import type { Rights } from './rights.ts';

/** The code of a failed read or write, such as `ECONNRESET`. */
export type StreamError = 'ECONNRESET' | 'EPIPE' | 'EBADF';

/** What a stream handle (bindings/stream_wrap.ts) reads and writes: a descriptor that never blocks. */
export interface StreamResource {
  /** The descriptor's number, or -1 if the program has no use for it. */
  readonly fd: number;
  /** True if read() might give something else than undefined. */
  readonly readable: boolean;
  /** True: as libuv does with pipes, all that is there and the end are read in one turn. */
  readonly readsOn?: boolean;
  /** The program begins to read: for those to whom nothing comes unless they ask. */
  start?(): void;
  /** At most `max` bytes in an ArrayBuffer of their own; null at the end; undefined: none yet. */
  read(max: number): Uint8Array | null | StreamError | undefined;
  /** How many bytes were taken; if not all, onwritable() tells when there is room again. */
  write(bytes: Uint8Array): number | StreamError;
  /** The descriptor that came along with what was read last: of an IPC channel alone. */
  readonly rights?: Rights | undefined;
  /** As write, with a descriptor for whoever reads the first byte. */
  sendmsg?(bytes: Uint8Array, rights: Rights): number | StreamError;
  /** Nothing more will be written. */
  shutdown(): void;
  close(): void;
  onreadable: () => void;
  onwritable: () => void;
}
