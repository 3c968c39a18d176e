/**
 * What a binding may use: one `Thread` per Web Worker. boot.ts makes it; every file of
 * `../bindings` is a function of it that returns what Node's `internalBinding(<name>)` returns.
 * Values that cross into Node's own JavaScript are untyped there, so `any` is honest here.
 */
import type { FileClient } from '../files/client.ts';
import type { Network } from '../network/network.ts';
import type { ErrorCode } from '../files/uv-error.ts';
import type {
  PoolWork,
  ProgramStart,
  ThreadInit,
  ThreadToFrame,
  FrameToThread,
} from '../protocol.ts';
import type { AsyncHooks } from './async-hooks.ts';
import type { Cloneables } from './cloneables.ts';
import type { StackEnhancers } from './fatal-exception.ts';
import type { NodeLib } from './lib.ts';
import type { Loop } from './loop.ts';
import type { Output } from './output.ts';
import type { PromiseStates } from './promise-states.ts';
import type { StackTraces } from './stacks.ts';
import type { StreamPoll } from './stream-poll.ts';

export type BindingObject = Record<string, any>;

/** `internalBinding(name)`, made on first use and kept. */
export type BindingFactory = (thread: Thread) => BindingObject;

/** `kPromiseRejectWithNoHandler` (0) or `kPromiseHandlerAddedAfterReject` (1). */
export type PromiseRejectCallback = (
  event: number,
  promise: Promise<unknown>,
  reason: unknown,
) => void;

/** What Node's lib hands to C++ while it boots: set by bindings, used by the thread. */
export interface Hooks {
  internalBinding?: (name: string) => BindingObject;
  require?: (id: string) => any;
  promiseReject?: PromiseRejectCallback;
  enhancers?: StackEnhancers;
}

export interface Thread {
  /** A prebooted thread has none until 'start': reading it earlier throws. */
  readonly init: ThreadInit;
  /** When the process began, in milliseconds since 1970; before it does, when this worker did. */
  readonly timeOrigin: number;
  /** Milliseconds since `timeOrigin`. */
  uptime(): number;
  readonly loop: Loop;
  /** Synchronous file operations at the file server: waits with Atomics. Throws `UvError`. */
  readonly files: FileClient;
  /** The loopback network of the machine. */
  readonly network: Network;
  /**
   * Runs a job of pool/jobs.ts on a pool worker; the callback comes in the loop's poll phase, in
   * the context of `wrap` (an AsyncWrap), which is its `this`. `error` is a `Failure`
   * (files/uv-error.ts). `slow`: it is slow I/O to libuv.
   */
  submitWork(
    job: string,
    args: unknown[],
    done: (error: unknown, value: any) => void,
    options?: { wrap?: object; transfer?: Transferable[]; slow?: boolean },
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
  readonly lib: NodeLib;
  readonly hooks: Hooks;
  readonly asyncHooks: AsyncHooks;
  readonly stacks: StackTraces;
  readonly promiseStates: PromiseStates;
  readonly output: Output;
  /** Wakes streams that the file server calls ready. */
  readonly streams: StreamPoll;
  /** Classes of bindings whose objects messages can carry. */
  readonly cloneables: Cloneables;
  /** Exports of lib/internal/per_context: domexception.js and messageport.js. */
  readonly perContext: {
    DOMException: any;
    QuotaExceededError: any;
    emitMessage: (...args: any[]) => void;
  };
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
  /** libuv's error: `{errno: -2}` → Error with Node's message, code, errno, syscall, path, dest. `note` is
   * added to the message.
   */
  errnoException(code: ErrorCode, syscall: string, path?: string): Error;
  uvException(errno: number, syscall: string, path?: string, dest?: string, note?: string): Error;
  /** libuv's number for a code: `ENOENT` → -2. */
  errno(code: string): number;
  /** Writes raw bytes to a standard stream of this process (fd 1 or 2), waiting where it must. */
  writeStdio(fd: number, bytes: Uint8Array): void;
  /** Writes to the page's stream 1 or 2: what a write gives −1 or −2 for (files/operations). */
  writeToPage(stream: number, bytes: Uint8Array): void;
  /** Called just before the thread ends, to send what must arrive before the notice of it. */
  onExit(listener: (code: number) => void): void;
  /** Exit code that `process.exitCode` asks for, or `otherwise`. */
  exitCode(otherwise: number): number;
  /**
   * Ends this thread (and, on the main thread or as if by a signal, the process) and never returns.
   */
  exit(code: number, signal?: number): never;
  /** execve(2): the process runs another program, and this thread never returns. */
  become(start: ProgramStart): never;
  /** Text of a line (from 1) of a script that stack traces name, if it is known. */
  sourceLine(script: string, line: number): string | undefined;
  /** node::errors::TriggerUncaughtException. */
  triggerUncaughtException(error: unknown, fromPromise: boolean): void;
}

export type { PoolWork };
