/**
 * The process table, and what goes to and fro between the page, threads, pool workers and the file
 * server. Every worker is started here, so that any of them can be ended at once. Threads that are
 * booted up to the reader's script wait for the next run.
 */
import { EXEC_PATH } from '../files/programs.ts';
import type {
  FilesToFrame,
  FrameToPage,
  NetworkSeat,
  PageToFrame,
  ProcessStart,
  ProgramStart,
  SpawnRequest,
  TerminalSize,
  ThreadToFrame,
} from '../protocol.ts';
import { transfersOf } from '../transfers.ts';
import { DiskLine } from './disk-line.ts';
import { Network } from './network.ts';
import { Pool, type PoolWorker } from './pool.ts';
import { Process, type ThreadRecord, type ThreadStart, type ThreadWorker } from './process.ts';
import { Session } from './session.ts';
import { canBeHandled, endsProcess, signalName, SIGNALS } from './signals.ts';
import type { Workers } from './workers.ts';

type PostToPage = (message: FrameToPage, transfer?: Transferable[]) => void;
type PageMessage = Exclude<PageToFrame, { type: 'boot' | 'scripts' | 'lib' }>;

/** Pool workers kept ready: the size of libuv's pool unless the reader asks for more. */
const SPARE_POOL_WORKERS = 4;
/** Booted threads kept ready between runs: for the next program, and for the first worker of it. */
const SPARE_THREADS = 2;
/** Each thread holds all of Node's lib: a program that starts threads without end is stopped. */
const MAX_WORKER_THREADS = 32;

export class Machine {
  readonly #workers: Workers;
  readonly #post: PostToPage;
  readonly #processes = new Map<number, Process>();
  readonly #sessions = new Map<number, Session>();
  readonly #network: Network;
  readonly #disk: DiskLine;
  /** The page's own seat in it. */
  readonly #page: NetworkSeat;
  readonly #sparePoolWorkers: PoolWorker[] = [];
  readonly #spareThreads: ThreadWorker[] = [];
  #filesReady = false;
  #version: string | undefined;
  #announced = false;
  #isWarm = false;

  constructor(workers: Workers, post: PostToPage) {
    this.#workers = workers;
    this.#post = post;
    this.#network = new Network((port, open) => post({ type: 'port', port, open }));
    this.#disk = new DiskLine({
      toFiles: (reply, transfer) => workers.postToFiles({ type: 'disk', reply }, transfer),
      want: () => post({ type: 'disk-wanted' }),
      problem: (problem) => post({ type: 'disk-problem', problem }),
    });
    this.#page = this.#network.join((message) => {
      if (message.type === 'network-left' || message.type === 'network-moved') post(message);
    });
    this.#spareThreads.push(this.#boot());
  }

  onFiles(message: FilesToFrame): void {
    if (message.type === 'reply' || message.type === 'reading') return this.#post(message);
    if (message.type === 'rights-lost') return this.#network.lose(message.descriptors);
    if (message.type === 'disk') return this.#disk.send(message.request);
    this.#filesReady = true;
    this.#announce();
  }

  onPage(message: PageMessage, [port]: readonly MessagePort[] = []): void {
    switch (message.type) {
      case 'connect':
        return this.#connect(message.request, message.port, port!);
      case 'spawn':
        return this.#spawn(message.request, message.pid, message.spawn);
      case 'input':
        return this.#workers.postToFiles(message);
      case 'consumed':
        return this.#sessions.get(message.pid)?.memory.giveOutput(message.cost);
      case 'resize':
        return this.#resize(message.pid, message.terminal);
      case 'kill':
        for (const process of this.#sessions.get(message.pid)?.processes ?? []) {
          this.#signal(process, message.signal);
        }
        return;
      case 'files':
        return this.#workers.postToFiles(
          message,
          message.file.op === 'writeFile' ? [message.file.data.buffer] : [],
        );
      case 'disk-port':
        return this.#disk.connect(message.port, message.detail);
      case 'ping':
        return this.#post({ type: 'reply', request: message.request });
    }
  }

  #resize(pid: number, terminal: TerminalSize): void {
    const session = this.#sessions.get(pid);
    if (!session) return;
    session.terminal = terminal;
    for (const { main } of session.processes) main?.worker.post({ type: 'resize', terminal });
  }

  #connect(request: number, port: number, messages: MessagePort): void {
    const value = this.#network.dial(this.#page, port, messages);
    const error = { code: 'ECONNREFUSED', message: `connect ECONNREFUSED 127.0.0.1:${port}` };
    this.#post({ type: 'reply', request, ...(value === undefined ? { error } : { value }) });
  }

  #spawn(request: number, pid: number, spawn: SpawnRequest): void {
    const { args, cwd, env, terminal, tracesLoop } = spawn;
    const session = new Session(pid, terminal);
    this.#sessions.set(pid, session);
    const stream = terminal ? 'tty' : 'pipe';
    this.#workers.postToFiles({ type: 'process', pid, stdio: [stream, stream, stream] });
    const start: ProcessStart = {
      program: 'node',
      execPath: EXEC_PATH,
      argv0: EXEC_PATH,
      args,
      cwd,
      env,
      detached: true,
      ...(tracesLoop && { tracesLoop }),
    };
    this.#start(pid, session, pid, start);
    this.#post({ type: 'reply', request });
  }

  #start(pid: number, session: Session, group: number, start: ProcessStart): void {
    const pool = new Pool(pid, () => {
      return this.#sparePoolWorkers.pop() ?? this.#workers.startPoolWorker();
    });
    const process = new Process({ pid, session, group, start }, pool, this.#network);
    this.#processes.set(pid, process);
    session.processes.add(process);
    this.#run(process, process.startMain(this.#takeThread()));
  }

  /** execve(2): the same process runs another program. Its threads end, its streams stay. */
  #become({ pid, session, group }: Process, start: ProgramStart): void {
    this.#retire(this.#processes.get(pid)!);
    this.#workers.postToFiles({ type: 'process-exec', pid });
    this.#start(pid, session, group, { ...start, detached: false });
  }

  #takeThread(): ThreadWorker {
    return this.#spareThreads.shift() ?? this.#boot();
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

  /** Says once that programs can run. */
  #announce(): void {
    if (this.#announced || !this.#filesReady || this.#version === undefined) return;
    this.#announced = true;
    this.#post({ type: 'ready', version: this.#version });
  }

  /**
   * Once the first program has got as far as to ask for something: workers that start would have
   * competed with it for the processor.
   */
  #warmUp(): void {
    if (this.#isWarm) return;
    this.#isWarm = true;
    this.#keepSparePoolWorkers();
  }

  #keepSparePoolWorkers(): void {
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
        this.#exit(process, 0, SIGNALS['SIGABRT']);
      },
    );
  }

  #onThread(process: Process, thread: ThreadRecord, message: ThreadToFrame): void {
    if (!process.has(thread)) return;
    switch (message.type) {
      case 'booted':
        return;
      case 'begun':
        thread.hasBegun = true;
        return;
      case 'output':
        this.#write(process, message.fd, message.data);
        return this.#warmUp();
      case 'loop':
        return this.#post({ type: 'loop', pid: process.session.pid, events: message.events });
      case 'exit':
        if (thread.id === 0 || message.signal) {
          return this.#exit(process, message.code, message.signal);
        }
        return process.endThread(thread, message.code);
      case 'become':
        return this.#become(process, message.start);
      case 'spawn-thread':
        return this.#spawnThread(process, thread, message.init);
      case 'spawn-process': {
        const { pid, start } = message;
        return this.#start(pid, process.session, start.detached ? pid : process.group, start);
      }
      case 'terminate-thread': {
        const target = process.thread(message.threadId);
        const hasBegun = target?.hasBegun && !message.atOnce;
        return target && process.endThread(target, hasBegun ? 1 : 0);
      }
      case 'broadcast':
        return process.postToOthers(thread, message);
      case 'lent-port':
        return thread.lentPorts.act(message.id, message.action);
      case 'listening':
        return this.#network.listening(message.port, message.open);
      case 'connect':
        return this.#network.connect(message.owner, message.connection, message.port);
      case 'datagram':
        return this.#network.deliver(message.owner, message.datagram);
      case 'share':
        return this.#network.share(thread.network, message.descriptor, message.socket);
      case 'socket':
        return this.#network.act(thread.network, message.descriptor, message.action);
      case 'kill':
        for (const target of this.#targets(process, message.pid)) {
          this.#signal(target, message.signal);
        }
        return;
      case 'watch-signal':
        if (message.watching) process.watchedSignals.add(message.signal);
        else process.watchedSignals.delete(message.signal);
        return;
      case 'pool-work':
        this.#warmUp();
        return process.pool.submit(message.size, thread, message.work, (done) => {
          if (process.has(thread)) thread.worker.post(done);
        });
    }
  }

  #spawnThread(process: Process, parent: ThreadRecord, init: ThreadStart): void {
    let count = 0;
    for (const { workerThreadCount } of this.#processes.values()) count += workerThreadCount;
    if (count < MAX_WORKER_THREADS && this.#workers.free) {
      return this.#run(process, process.startThread(this.#takeThread(), parent, init));
    }
    const reason = `at most ${MAX_WORKER_THREADS} workers can run at once here; end some of them first`;
    const error = { code: 'ERR_WORKER_INIT_FAILED', reason };
    parent.worker.post({ type: 'thread-exit', threadId: init.threadId, code: 1, error });
  }

  #write(process: Process, fd: number, data: Uint8Array): void {
    this.#post({ type: 'output', pid: process.session.pid, fd, data }, transfersOf(data));
  }

  /** Whom kill(2) means: a process; 0: the sender's group; below that: a group. */
  #targets(sender: Process, pid: number): Process[] {
    if (pid > 0) return [this.#processes.get(pid) ?? []].flat();
    const group = pid === 0 ? sender.group : -pid;
    return [...this.#processes.values()].filter((process) => process.group === group);
  }

  #signal(process: Process, signal: number): void {
    if (process.watchedSignals.has(signal) && canBeHandled(signal)) {
      process.main?.worker.post({ type: 'signal', signal });
    } else if (endsProcess(signal)) {
      this.#exit(process, 0, signal);
    }
  }

  /** A process has ended, with an exit code or by a signal. */
  #exit(process: Process, code: number, signal = 0): void {
    if (!this.#processes.delete(process.pid)) return;
    this.#retire(process);
    const status = { code, signal };
    this.#workers.postToFiles({ type: 'process-end', pid: process.pid, status });
    this.#leave(process, status);
    // Only now: a thread that boots would compete with the reader's program for the processor.
    if (this.#processes.size > 0) return;
    while (this.#spareThreads.length < SPARE_THREADS) this.#spareThreads.push(this.#boot());
    this.#keepSparePoolWorkers();
  }

  /** Nothing of it runs any more. */
  #retire(process: Process): void {
    process.session.processes.delete(process);
    process.endAll();
    for (const worker of process.pool.end()) {
      if (this.#sparePoolWorkers.length < SPARE_POOL_WORKERS) this.#sparePoolWorkers.push(worker);
      else worker.terminate();
    }
  }

  #leave(process: Process, { code, signal }: { code: number; signal: number }): void {
    const { session } = process;
    if (process.pid === session.pid) {
      session.ended = signal
        ? { code: 128 + signal, signal: signalName(signal) }
        : { code, signal: null };
    }
    if (session.processes.size > 0) return;
    this.#sessions.delete(session.pid);
    this.#post({ type: 'exit', pid: session.pid, ...session.ended! });
  }
}
