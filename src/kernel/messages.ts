/** What is said to a worker that is one machine, and what it says. */

/** What a machine is made of, besides its disk. */
export interface MachineParts {
  /** v86's WebAssembly. */
  wasm: ArrayBuffer;
  /** The saved machine, compressed (kernel/built/state.zst). */
  state: ArrayBuffer;
}

export type ToMachine =
  /** Once, and first. `disk` is moved to the machine until its plug is pulled. */
  | ({ type: 'power-on'; disk: ArrayBuffer; delay: number } & MachineParts)
  | { type: 'keys'; text: string }
  | { type: 'delay'; milliseconds: number }
  | { type: 'pull' };

/** `at` is milliseconds since the Unix epoch. */
export type FromMachine =
  | { type: 'powered' }
  | { type: 'failed'; reason: string }
  | { type: 'console'; at: number; text: string }
  | { type: 'written'; at: number; bytes: number }
  /** The machine is no more; this is its disk. */
  | { type: 'pulled'; disk: ArrayBuffer }
  /** Said by its line: nothing comes from it any more. */
  | { type: 'silent' };

/** What goes beside it in the tab, where no event tells that a worker has died of memory. */
export type Ping = { type: 'ping' };
export type Pong = { type: 'pong' };

/** One end of the line to a machine: a worker, its port in Node, or the frame that passes it on. */
export interface Line<In, Out> {
  post(message: Out, transfer?: ArrayBuffer[]): void;
  listen(receive: (message: In) => void): void;
}
