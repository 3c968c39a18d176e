/**
 * The process table, and what goes to and fro between the page, threads, pool workers and the file
 * server. Every worker is started here, so that any of them can be ended at once. A thread that is
 * booted up to the reader's script waits for the next run.
 */
import type {
  FilesToFrame,
  FrameToPage,
  PageToFrame,
  SpawnRequest,
  ThreadToFrame,
} from '../protocol.ts';
import { Network } from './network.ts';
import { Pool, type PoolWorker } from './pool.ts';
import { Process, type ThreadRecord, type ThreadStart, type ThreadWorker } from './process.ts';
import { canBeHandled, endsProcess, signalName, SIGNALS } from './signals.ts';
import type { Workers } from './workers.ts';

type PostToPage = (message: FrameToPage, transfer?: Transferable[]) => void;
type PageMessage = Exclude<PageToFrame, { type: 'boot' }>;

/** Pool workers kept ready: the size of libuv's pool unless the reader asks for more. */
const SPARE_POOL_WORKERS = 4;
/** Each thread holds all of Node's lib: a program that starts threads without end is stopped. */
const MAX_WORKER_THREADS = 32;

export class Machine {
  readonly #workers: Workers;
  readonly #post: PostToPage;
  readonly #processes = new Map<number, Process>();
  readonly #network: Network;
  readonly #sparePoolWorkers: PoolWorker[] = [];
  #warm: ThreadWorker | undefined;
  #filesReady = false;
  #version: string | undefined;
  #announced = false;

  constructor(workers: Workers, post: PostToPage) {
    this.#workers = workers;
    this.#post = post;
    this.#network = new Network((port, open) => post({ type: 'port', port, open }));
    this.#warm = this.#boot();
  }

  onFiles(message: FilesToFrame): void {
    if (message.type === 'reply') return this.#post(message);
    this.#filesReady = true;
    this.#announce();
  }

  onPage(message: PageMessage): void {
    switch (message.type) {
      case 'spawn':
        return this.#spawn(message.request, message.pid, message.spawn);
      case 'input':
        return this.#processes.get(message.pid)?.input(message.data);
      case 'consumed':
        return this.#processes.get(message.pid)?.memory.giveOutput(message.cost);
      case 'resize':
        return this.#main(message.pid)?.post({ type: 'resize', terminal: message.terminal });
      case 'kill':
        return this.#kill(message.pid, message.signal);
      case 'files':
        return this.#workers.postToFiles(message);
      case 'ping':
        return this.#post({ type: 'reply', request: message.request });
    }
  }

  #main(pid: number): ThreadWorker | undefined {
    return this.#processes.get(pid)?.main?.worker;
  }

  #spawn(request: number, pid: number, spawn: SpawnRequest): void {
    const pool = new Pool(pid, () => {
      return this.#sparePoolWorkers.pop() ?? this.#workers.startPoolWorker();
    });
    const process = new Process(pid, spawn, pool, this.#network);
    this.#processes.set(pid, process);
    this.#workers.postToFiles({ type: 'process', pid, stdio: process.stdio });
    const worker = this.#warm ?? this.#boot();
    this.#warm = undefined;
    this.#run(process, process.startMain(worker));
    this.#post({ type: 'reply', request });
  }

  /** Starts a thread that boots as far as it can without knowing what it will run. */
  #boot(): ThreadWorker {
    const worker = this.#workers.startThread();
    worker.listen(
      (message) => {
        if (message.type !== 'booted') return;
        this.#version = message.version;
        this.#announce();
      },
      (reason) => this.#post({ type: 'failed', reason: `Node did not boot: ${reason}` }),
    );
    return worker;
  }

  /** Says once that programs can run. What only makes them faster starts after that. */
  #announce(): void {
    if (this.#announced || !this.#filesReady || this.#version === undefined) return;
    this.#announced = true;
    this.#post({ type: 'ready', version: this.#version });
    this.#keepSpares();
  }

  #keepSpares(): void {
    this.#warm ??= this.#boot();
    while (this.#sparePoolWorkers.length < SPARE_POOL_WORKERS) {
      this.#sparePoolWorkers.push(this.#workers.startPoolWorker());
    }
  }

  #run(process: Process, thread: ThreadRecord): void {
    thread.worker.listen(
      (message) => this.#onThread(process, thread, message),
      (reason) => {
        const text = `The embedded Node failed: ${reason}\n`;
        this.#write(process, 2, new TextEncoder().encode(text));
        this.#exit(process, 128 + SIGNALS.SIGABRT!, SIGNALS.SIGABRT);
      },
    );
  }

  #onThread(process: Process, thread: ThreadRecord, message: ThreadToFrame): void {
    if (!process.has(thread)) return;
    switch (message.type) {
      case 'booted':
        thread.hasBooted = true;
        return;
      case 'output':
        return this.#write(process, message.fd, message.data);
      case 'exit':
        if (thread.id === 0) return this.#exit(process, message.code);
        return process.endThread(thread, message.code);
      case 'spawn-thread':
        return this.#spawnThread(process, thread, message.init);
      case 'terminate-thread': {
        const target = process.thread(message.threadId);
        return target && process.endThread(target, target.hasBooted ? 1 : 0);
      }
      case 'broadcast':
        return process.postToOthers(thread, message);
      case 'lent-port':
        return thread.lentPorts.act(message.id, message.action);
      case 'listening':
        return this.#network.listening(message.port, message.open);
      case 'connect':
        return this.#network.connect(message.owner, message.connection, message.port);
      case 'input-taken':
        return process.feedInput();
      case 'kill':
        return this.#kill(message.pid, message.signal);
      case 'watch-signal':
        if (message.watching) process.watchedSignals.add(message.signal);
        else process.watchedSignals.delete(message.signal);
        return;
      case 'pool-work':
        return process.pool.submit(message.size, thread, message.work, (done) => {
          if (process.has(thread)) thread.worker.post(done);
        });
    }
  }

  #spawnThread(process: Process, parent: ThreadRecord, init: ThreadStart): void {
    let count = 0;
    for (const { workerThreadCount } of this.#processes.values()) count += workerThreadCount;
    if (count < MAX_WORKER_THREADS && this.#workers.free) {
      return this.#run(process, process.startThread(this.#boot(), parent, init));
    }
    const reason = `at most ${MAX_WORKER_THREADS} workers can run at once here; end some of them first`;
    const error = { code: 'ERR_WORKER_INIT_FAILED', reason };
    parent.worker.post({ type: 'thread-exit', threadId: init.threadId, code: 1, error });
  }

  #write(process: Process, fd: number, data: Uint8Array): void {
    this.#post({ type: 'output', pid: process.pid, fd, data }, [data.buffer as ArrayBuffer]);
  }

  #kill(pid: number, signal: number): void {
    const process = this.#processes.get(pid);
    if (!process) return;
    if (process.watchedSignals.has(signal) && canBeHandled(signal)) {
      process.main?.worker.post({ type: 'signal', signal });
    } else if (endsProcess(signal)) {
      this.#exit(process, 128 + signal, signal);
    }
  }

  #exit(process: Process, code: number, signal?: number): void {
    if (!this.#processes.delete(process.pid)) return;
    process.endAll();
    const spare = process.pool.end();
    for (const worker of spare) {
      if (this.#sparePoolWorkers.length < SPARE_POOL_WORKERS) this.#sparePoolWorkers.push(worker);
      else worker.terminate();
    }
    this.#workers.postToFiles({ type: 'process-end', pid: process.pid });
    const name = signal === undefined ? null : signalName(signal);
    this.#post({ type: 'exit', pid: process.pid, code, signal: name });
    // Only now: a thread that boots would compete with the reader's program for the processor.
    if (this.#processes.size === 0) this.#keepSpares();
  }
}
