/**
 * Every message that crosses a realm of the embedded Node.
 *
 *   page ── MessagePort ── frame ── postMessage ── threads (one Web Worker each)
 *                            ├──── postMessage ── file server (one Web Worker)
 *                            └──── postMessage ── pool workers (libuv's thread pool)
 *   thread, pool worker ── SharedArrayBuffer mailbox, Atomics.wait ── file server
 *
 * The frame is an opaque-origin document (`sandbox="allow-scripts"`) without network. It starts
 * every worker itself, so threads are flat siblings and any of them can be ended at once.
 */

import type { DiskProblem, DiskReply, DiskRequest } from './disk/disk-protocol.ts';
import type { LoopEvent } from './loop-events.ts';
import type { EndpointState, Segment } from './network/endpoint.ts';
import type { Binding } from './network/network.ts';
import type { SharedLib } from './thread/shared-lib.ts';

/** What a standard stream (fd 0, 1, 2) is connected to. */
export type Stdio = 'tty' | 'pipe' | 'ignore';

/**
 * The scripts of the workers but the disk's. The page fetches them; as blobs they cross to the frame,
 * which may be a process of its own, without being copied.
 */
export interface RuntimeScripts {
  thread: Blob;
  files: Blob;
  pool: Blob;
}

export interface TerminalSize {
  cols: number;
  rows: number;
}

export interface SpawnRequest {
  /** argv after `node`: options, script, arguments. */
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Present: stdio is a TTY of this size. Absent: pipes. */
  terminal?: TerminalSize;
  /** The main thread's loop is to tell of itself. */
  tracesLoop?: boolean;
}

/** File operations that the page asks for; paths are absolute. */
export type FileRequest =
  | { op: 'readFile'; path: string }
  /** `data` is transferred: it has a buffer of its own. */
  | { op: 'writeFile'; path: string; data: Uint8Array<ArrayBuffer> }
  | { op: 'mkdir'; path: string; recursive: boolean }
  | { op: 'readdir'; path: string }
  | { op: 'rm'; path: string; force: boolean; recursive: boolean }
  | { op: 'rename'; path: string; to: string }
  | { op: 'symlink'; path: string; target: string }
  /** Leaves nothing at /mnt/durable, in memory and on the disk. */
  | { op: 'wipe' };

/**
 * Page → frame. The first message, `boot`, also carries the port on which all later ones travel. The
 * frame is made while the rest is fetched: that comes as it is there.
 */
export type PageToFrame =
  | { type: 'boot'; workdir: string }
  | { type: 'scripts'; scripts: RuntimeScripts }
  /** A text of Node's own lib (thread/lib.ts). */
  | { type: 'lib'; part: keyof SharedLib; text: Blob }
  | { type: 'spawn'; request: number; pid: number; spawn: SpawnRequest }
  /** What the reader typed; null: end of input. */
  | { type: 'input'; pid: number; data: Uint8Array | null }
  /** Output was taken whose outputCost (frame/process-memory.ts) is `cost`: so much may follow. */
  | { type: 'consumed'; pid: number; cost: number }
  | { type: 'resize'; pid: number; terminal: TerminalSize }
  | { type: 'kill'; pid: number; signal: number }
  | { type: 'files'; request: number; file: FileRequest }
  /** The broker's port (disk/broker.ts), that the frame wanted; or why there is none. */
  | { type: 'disk-port'; port: MessagePort | null; detail?: string }
  /**
   * A connection to a port of the loopback network. The message's MessagePort carries the segments of
   * network/endpoint.ts; the reply is its own number and that of the thread at its other end.
   */
  | { type: 'connect'; request: number; port: number }
  | { type: 'ping'; request: number };

/** Frame → page. `error` is a POSIX code such as `ENOENT`, with its message. */
export type FrameToPage =
  | { type: 'ready'; version: string }
  | { type: 'failed'; reason: string }
  | { type: 'reply'; request: number; value?: unknown; error?: { code: string; message: string } }
  | { type: 'output'; pid: number; fd: number; data: Uint8Array }
  /** The process waits for input; `isRaw`: its terminal echoes nothing. */
  | { type: 'reading'; pid: number; isRaw: boolean }
  | { type: 'loop'; pid: number; events: LoopEvent[] }
  /** The first server began to listen on a port, or the last one ceased to. */
  | { type: 'port'; port: number; open: boolean }
  /** The first request for the disk: the page starts its broker. */
  | { type: 'disk-wanted' }
  /** The disk is not there, or does not take what is written. */
  | { type: 'disk-problem'; problem: DiskProblem }
  /** A thread that the page has had connections with has ended. */
  | { type: 'network-left'; owner: number }
  /** The other end of the page's connection `id` is with the thread `owner` now, or the frame's. */
  | { type: 'network-moved'; id: number; owner: number }
  | { type: 'exit'; pid: number; code: number; signal: string | null };

/** A thread's place in the loopback network (network/network.ts). */
export interface NetworkSeat {
  /** network/port-table.ts, shared by all threads of the machine. */
  table: SharedArrayBuffer;
  /** The same for UDP, whose ports are others. */
  datagrams: SharedArrayBuffer;
  /** The thread's number there, from 1: no other has it, whatever its process. */
  owner: number;
}

/** A connection on its way to the listening socket at `index` of the table. */
export interface IncomingConnection {
  index: number;
  generation: number;
  /** Of a shared socket: who has accepted it. */
  descriptor?: number;
  /** The connection's number on the machine. */
  id: number;
  /** The connecting thread's number. */
  from: number;
  /** The connecting end's own address, and the one that it asked for. */
  local: { address: string; port: number };
  remote: { address: string; port: number };
}

/** A datagram on its way to the socket at `index` of the table. */
export interface Datagram {
  index: number;
  generation: number;
  /** Of a shared socket: who has asked for it. */
  descriptor?: number;
  bytes: Uint8Array;
  from: { address: string; port: number };
  /** The address that it was sent to. */
  to: string;
}

/** A socket as it is given to the frame, for several processes to have it. */
export type SharedSocketState =
  | { kind: 'listener'; binding: Binding; isListening: boolean }
  | { kind: 'datagrams'; binding: Binding }
  /** Without a port there is no other end; else it is connection `id`, with the thread `owner`. */
  | { kind: 'connection'; state: EndpointState; port?: MessagePort; owner?: number; id?: number };

/** What is done with a descriptor of a shared socket. */
export type SocketAction =
  /** `copy`: the number of a second one, which is under way to another process. */
  | { do: 'dup'; copy: number }
  /** It has arrived. */
  | { do: 'adopt' }
  | { do: 'listen' }
  /** The next connection or datagram, or what a connection has received: now or when it is there. */
  | { do: 'take' }
  | { do: 'write'; bytes: Uint8Array }
  | { do: 'shutdown' }
  | { do: 'close'; reset: boolean };

/** What the frame says of a shared socket. */
export type SocketEvent = Segment | { type: 'ready' };

/** The utilities that stand in /bin beside the shell. */
export const UTILITIES = ['cat', 'echo', 'env', 'false', 'pwd', 'sleep', 'true'] as const;

/** What an executable file is: Node, our shell, or a utility. */
export type Program = 'node' | 'sh' | (typeof UTILITIES)[number];

/** What a process runs. */
export interface ProgramStart {
  program: Program;
  /** The file that it stands in: process.execPath. */
  execPath: string;
  /** argv[0] and what follows it on the command line: options, script, arguments. */
  argv0: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
}

/** What a process is started with. */
export interface ProcessStart extends ProgramStart {
  /** It leads a process group of its own. */
  detached: boolean;
  /** Its main thread's loop is to tell of itself (thread/loop-trace.ts). */
  tracesLoop?: boolean;
}

/** What a thread is born with. */
export interface ThreadInit {
  pid: number;
  threadId: number;
  isMainThread: boolean;
  threadName: string;
  program: Program;
  execPath: string;
  /** argv[0] is the path of node; options are already taken out into execArgv. */
  argv: string[];
  execArgv: string[];
  env: Record<string, string>;
  /** Set if the environment is shared with the thread that started this one. */
  sharedEnv?: SharedArrayBuffer;
  cwd: string;
  /** Of a worker: what it has from fs.open(), if that is tracked (files/unmanaged-descriptors.ts). */
  unmanagedDescriptors?: SharedArrayBuffer;
  /** Of a worker: whether the process was started with --expose-gc. */
  exposesGarbageCollection?: boolean;
  terminal?: TerminalSize;
  /** This thread's mailbox at the file server, and the server's bell (files/mailbox.ts). */
  mailbox: SharedArrayBuffer;
  doorbell: SharedArrayBuffer;
  /** Set if descriptors 0, 1 and 2 are the page's streams, and what they are: saves asking. */
  page?: 'tty' | 'pipe';
  /** Counters shared by the threads of the process: frame/process-memory.ts. */
  shared: SharedArrayBuffer;
  /** Those of the process that the page started: how much of its output is unread. */
  output: SharedArrayBuffer;
  network: NetworkSeat;
  /** When the process began: milliseconds since 1970. */
  timeOrigin: number;
  /**
   * A worker thread's limits in MB: young and old generation, code, stack. Where one is −1 the thread
   * puts in its own, for its parent to see. Not enforced.
   */
  resourceLimits?: Float64Array;
  /** The page wants to know how the loop runs. */
  tracesLoop?: boolean;
  /** Where a worker thread's loop tells its parent about itself (thread/loop-times.ts). */
  loopTimes?: SharedArrayBuffer;
  /** A worker thread's end of its control port; absent on the main thread. */
  port?: MessagePort;
  /** Where a worker thread waits before it begins (thread/start-gate.ts). */
  gate?: SharedArrayBuffer;
}

/** Work for libuv's thread pool: the name of a job in pool/jobs.ts and its arguments. */
export interface PoolWork {
  id: number;
  job: string;
  args: unknown[];
  /** Slow I/O, which may occupy half of the pool at most (frame/work-queue.ts). */
  slow?: boolean;
}

/** What a thread asks of a port that it has lent to the frame (frame/lent-ports.ts). */
export type LentPortAction =
  | { do: 'lend'; port: MessagePort }
  | { do: 'post'; wire: unknown }
  /** Puts the message of this number into `reply`, now or when it comes. */
  | { do: 'read'; number: number; reply: SharedArrayBuffer }
  /** The messages up to this number will not be read any more. */
  | { do: 'taken'; number: number }
  | { do: 'close' };

/** Thread → frame. A thread that has posted `exit` waits to be terminated. */
export type ThreadToFrame =
  | { type: 'booted'; version: string }
  /** It has got its `start`. */
  | { type: 'begun' }
  /** To the page's stream 1 or 2. */
  | { type: 'output'; fd: number; data: Uint8Array }
  | { type: 'loop'; events: LoopEvent[] }
  /** `signal`: as if by one, such as SIGABRT. */
  | { type: 'exit'; code: number; signal?: number }
  | {
      type: 'spawn-thread';
      init: Omit<
        ThreadInit,
        'mailbox' | 'doorbell' | 'shared' | 'output' | 'network' | 'timeOrigin'
      >;
    }
  /** The process `pid`, which the file server knows already (files/operations/processes.ts). */
  | { type: 'spawn-process'; pid: number; start: ProcessStart }
  /** The process runs another program from now on, in place of this thread and all others. */
  | { type: 'become'; start: ProgramStart }
  /** `atOnce`: in the turn in which it was started, so that it has not begun, whatever it says. */
  | { type: 'terminate-thread'; threadId: number; atOnce: boolean }
  | { type: 'kill'; pid: number; signal: number }
  /** To the other threads of the process: a BroadcastChannel's message (bindings/messaging). */
  | { type: 'broadcast'; channel: string; envelope: unknown }
  /** `id`: the thread's own number for the port. */
  | { type: 'lent-port'; id: number; action: LentPortAction }
  /** A server began or ceased to listen on a port. */
  | { type: 'listening'; port: number; open: boolean }
  /** To the thread `owner`; `port` carries the segments of network/endpoint.ts. */
  | { type: 'connect'; owner: number; connection: IncomingConnection; port: MessagePort }
  | { type: 'datagram'; owner: number; datagram: Datagram }
  /** The socket is the frame's from now on, and `descriptor` this thread's. */
  | { type: 'share'; descriptor: number; socket: SharedSocketState }
  | { type: 'socket'; descriptor: number; action: SocketAction }
  /** A handler was set or removed. A signal that nobody watches ends the process. */
  | { type: 'watch-signal'; signal: number; watching: boolean }
  /** `size`: UV_THREADPOOL_SIZE as this thread sees it; the process's first one counts. */
  | { type: 'pool-work'; work: PoolWork; size: number };

/** Frame → thread. */
export type FrameToThread =
  /** The first message. */
  | { type: 'boot'; lib: SharedLib }
  | { type: 'start'; init: ThreadInit }
  /** `error`: why the thread could not start, as a code and its reason. */
  | {
      type: 'thread-exit';
      threadId: number;
      code: number;
      error?: { code: string; reason: string };
    }
  | { type: 'broadcast'; channel: string; envelope: unknown }
  /** Another thread of the process has ended. */
  | { type: 'thread-left'; threadId: number }
  /** The message of this number, from 1, has come on a lent port. */
  | { type: 'lent-message'; id: number; number: number; wire: unknown }
  | { type: 'connection'; connection: IncomingConnection; port: MessagePort }
  | { type: 'datagram'; datagram: Datagram }
  | { type: 'socket'; descriptor: number; event: SocketEvent }
  /** The other end of the connection `id` is with the thread `owner` now, or the frame's. */
  | { type: 'network-moved'; id: number; owner: number }
  /** The thread with this number in the network has ended. */
  | { type: 'network-left'; owner: number }
  | { type: 'resize'; terminal: TerminalSize }
  | { type: 'signal'; signal: number }
  | { type: 'pool-done'; id: number; value?: unknown; error?: unknown };

/**
 * Frame → file server. The server sleeps in Atomics.wait, so every message but `start` is sent with
 * `postToFiles` (files/doorbell.ts), which makes it leave the wait first. Messages are handled in
 * order: post `process` before the `attach` of the process's first thread.
 */
export type FrameToFiles =
  /** The first message. The doorbell is made by `createDoorbell()`. */
  | { type: 'start'; doorbell: SharedArrayBuffer; home: string }
  /** A mailbox (`createMailbox(slot)`) to be served from now on; `slot` < MAILBOX_SLOTS. */
  | { type: 'attach'; slot: number; mailbox: SharedArrayBuffer }
  | { type: 'detach'; slot: number }
  /** A process begins: its descriptors 0, 1 and 2 are what `stdio` says. */
  | { type: 'process'; pid: number; stdio: [Stdio, Stdio, Stdio] }
  /** A process runs another program: its descriptors above 2 are closed, as they all are FD_CLOEXEC. */
  | { type: 'process-exec'; pid: number }
  /** A process has ended, by its exit code or by a signal (else 0): its descriptors are closed. */
  | { type: 'process-end'; pid: number; status: { code: number; signal: number } }
  /** For standard input of a process of the page; null ends it. */
  | { type: 'input'; pid: number; data: Uint8Array | null }
  | { type: 'files'; request: number; file: FileRequest }
  | { type: 'disk'; reply: DiskReply };

/** File server → frame. `reply` and `reading` have the page's shape and can be passed on as they are. */
export type FilesToFrame =
  | { type: 'ready' }
  | { type: 'disk'; request: DiskRequest }
  /** These were under way to a process that will not receive them. */
  | { type: 'rights-lost'; descriptors: number[] }
  | Extract<FrameToPage, { type: 'reply' | 'reading' }>;

/** Frame → pool worker, which does one work at a time, with the files of the process `pid`. */
export type FrameToPool =
  | { type: 'start'; mailbox: SharedArrayBuffer; doorbell: SharedArrayBuffer }
  | { type: 'work'; pid: number; work: PoolWork };

/** Pool worker → frame. `done` has the shape of the thread's `pool-done`. */
export type PoolToFrame = { type: 'ready' } | Extract<FrameToThread, { type: 'pool-done' }>;
