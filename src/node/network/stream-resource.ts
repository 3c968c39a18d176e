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
  /** At most `max` bytes in an ArrayBuffer of their own; null at the end; undefined: none yet. */
  read(max: number): Uint8Array | null | StreamError | undefined;
  /** How many bytes were taken; if not all, onwritable() tells when there is room again. */
  write(bytes: Uint8Array): number | StreamError;
  /** Nothing more will be written. */
  shutdown(): void;
  close(): void;
  onreadable: () => void;
  onwritable: () => void;
}
