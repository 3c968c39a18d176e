/** A process of the machine: its threads, its pool, the signals it handles. */
import type {
  FrameToThread,
  NetworkSeat,
  ProcessStart,
  ThreadInit,
  ThreadToFrame,
} from '../protocol.ts';
import { splitCommandLine } from './command-line.ts';
import { LentPorts } from './lent-ports.ts';
import type { Network } from './network.ts';
import type { Pool } from './pool.ts';
import { ProcessMemory } from './process-memory.ts';
import type { Session } from './session.ts';

/** A Web Worker that runs Node, with its place at the file server. */
export interface ThreadWorker {
  readonly place: Pick<ThreadInit, 'mailbox' | 'doorbell'>;
  post(message: FrameToThread, transfer?: Transferable[]): void;
  listen(onMessage: (message: ThreadToFrame) => void, onFailure: (reason: string) => void): void;
  terminate(): void;
}

export type ThreadStart = Extract<ThreadToFrame, { type: 'spawn-thread' }>['init'];

export interface ThreadRecord {
  readonly id: number;
  readonly parent: ThreadRecord | undefined;
  readonly worker: ThreadWorker;
  readonly network: NetworkSeat;
  readonly lentPorts: LentPorts;
  /** Node has an environment in it: what is ended before has exit code 0. */
  hasBegun: boolean;
}

interface ProcessPlace {
  pid: number;
  session: Session;
  group: number;
  start: ProcessStart;
}

export class Process {
  readonly pid: number;
  readonly session: Session;
  /** The process group, by the id of its leader. */
  readonly group: number;
  readonly watchedSignals = new Set<number>();
  readonly pool: Pool;
  readonly #start: ProcessStart;
  readonly #network: Network;
  readonly #timeOrigin = performance.timeOrigin + performance.now();
  readonly #memory: ProcessMemory;
  readonly #threads = new Map<number, ThreadRecord>();

  constructor({ pid, session, group, start }: ProcessPlace, pool: Pool, network: Network) {
    this.pid = pid;
    this.session = session;
    this.group = group;
    this.pool = pool;
    this.#start = start;
    this.#network = network;
    this.#memory = pid === session.pid ? session.memory : new ProcessMemory();
  }

  startMain(worker: ThreadWorker): ThreadRecord {
    const { program, execPath, argv0, args, cwd, env, tracesLoop } = this.#start;
    const { execArgv, argv } =
      program === 'node' ? splitCommandLine(args) : { execArgv: [], argv: args };
    const { terminal } = this.session;
    return this.startThread(worker, undefined, {
      pid: this.pid,
      threadId: 0,
      isMainThread: true,
      threadName: '',
      program,
      execPath,
      argv: [argv0, ...argv],
      execArgv,
      env,
      cwd,
      ...(terminal && { terminal }),
      ...(tracesLoop && { tracesLoop }),
      ...(this.pid === this.session.pid && { page: terminal ? 'tty' : 'pipe' }),
    });
  }

  startThread(
    worker: ThreadWorker,
    parent: ThreadRecord | undefined,
    init: ThreadStart,
  ): ThreadRecord {
    const network = this.#network.join((message, transfer) => worker.post(message, transfer));
    const lentPorts = new LentPorts((message, transfer) => worker.post(message, transfer));
    const thread = {
      id: init.threadId,
      parent,
      worker,
      network,
      lentPorts,
      hasBegun: parent === undefined,
    };
    this.#threads.set(thread.id, thread);
    worker.post(
      {
        type: 'start',
        init: {
          ...init,
          ...worker.place,
          shared: this.#memory.buffer,
          output: this.session.memory.buffer,
          network,
          timeOrigin: this.#timeOrigin,
        },
      },
      init.port ? [init.port] : [],
    );
    return thread;
  }

  get workerThreadCount(): number {
    return this.#threads.size - (this.main ? 1 : 0);
  }

  get main(): ThreadRecord | undefined {
    return this.#threads.get(0);
  }

  thread(id: number): ThreadRecord | undefined {
    return this.#threads.get(id);
  }

  /** True until the thread ends: late messages of an ended one are to be dropped. */
  has(thread: ThreadRecord): boolean {
    return this.#threads.get(thread.id) === thread;
  }

  postToOthers(sender: ThreadRecord, message: FrameToThread): void {
    for (const thread of this.#threads.values()) {
      if (thread !== sender) thread.worker.post(message);
    }
  }

  /** Ends a thread and the threads it started, then tells its parent. */
  endThread(thread: ThreadRecord, code: number): void {
    if (!this.has(thread)) return;
    this.#terminate(thread);
    if (thread.parent && this.has(thread.parent)) {
      thread.parent.worker.post({ type: 'thread-exit', threadId: thread.id, code });
    }
  }

  #terminate(thread: ThreadRecord): void {
    this.#threads.delete(thread.id);
    this.#stop(thread);
    for (const child of [...this.#threads.values()]) {
      if (child.parent === thread) this.#terminate(child);
    }
    this.postToOthers(thread, { type: 'thread-left', threadId: thread.id });
  }

  #stop(thread: ThreadRecord): void {
    thread.worker.terminate();
    this.pool.cancel(thread);
    this.#network.leave(thread.network);
    thread.lentPorts.closeAll();
  }

  /** Ends every thread at once, whatever it is doing. */
  endAll(): void {
    for (const thread of this.#threads.values()) this.#stop(thread);
    this.#threads.clear();
  }
}
