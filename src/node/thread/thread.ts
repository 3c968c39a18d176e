/**
 * What a binding may use: one `Thread` per Web Worker. boot.ts makes it; every file of
 * `../bindings` is a function of it that returns what Node's `internalBinding(<name>)` returns.
 * Values that cross into Node's own JavaScript are untyped there, so `any` is honest here.
 */
import type { FileClient } from '../files/client.ts';
import type { PoolWork, ThreadInit, ThreadToFrame, FrameToThread } from '../protocol.ts';
import type { Loop } from './loop.ts';

export type BindingObject = Record<string, any>;

/** `internalBinding(name)`, made on first use and kept. */
export type BindingFactory = (thread: Thread) => BindingObject;

export interface Thread {
  readonly init: ThreadInit;
  readonly loop: Loop;
  /** Synchronous file operations at the file server: waits with Atomics. Throws `UvError`. */
  readonly files: FileClient;
  /**
   * Runs a job of pool/jobs.ts on a pool worker; the callback comes in the loop's poll phase, in
   * the context of `wrap` (an AsyncWrap), which is its `this`. `error` is a `UvFailure`, or an Error.
   */
  submitWork(
    job: string,
    args: unknown[],
    done: (error: unknown, value: any) => void,
    options?: { wrap?: object; transfer?: Transferable[] },
  ): void;
  /** Posts to the frame. */
  post(message: ThreadToFrame, transfer?: Transferable[]): void;
  /** Listens to one kind of message from the frame. */
  onMessage<T extends FrameToThread['type']>(
    type: T,
    listener: (message: Extract<FrameToThread, { type: T }>) => void,
  ): void;
  /** The browser's globals, captured before Node's replaced or hid them. */
  readonly native: typeof globalThis;
  readonly process: any;
  readonly primordials: any;
  readonly privateSymbols: Record<string, symbol>;
  readonly perIsolateSymbols: Record<string, symbol>;
  /** Node's internal `require`, once realm.js has run. */
  require(id: string): any;
  internalBinding(name: string): BindingObject;
  /**
   * The shape of the real binding as dumped from the pinned Node at build: constants are there,
   * every function throws an error that names what is missing. Bindings spread it, then override.
   */
  skeleton(name: string): BindingObject;
  /** libuv's error: `{errno: -2}` → Error with Node's message, code, errno, syscall, path, dest. */
  uvException(errno: number, syscall: string, path?: string, dest?: string): Error;
  /** libuv's number for a code: `ENOENT` → -2. */
  errno(code: string): number;
  /** Writes raw bytes to a standard stream of this process (fd 1 or 2). */
  writeStdio(fd: number, bytes: Uint8Array): void;
  /** Ends this thread (and, on the main thread, the process) and never returns. */
  exit(code: number): never;
  /** node::errors::TriggerUncaughtException. */
  triggerUncaughtException(error: unknown, fromPromise: boolean): void;
}

export type { PoolWork };
