/**
 * internalBinding('worker') (src/node_worker.cc): threads. A worker thread is a Web Worker that the
 * frame starts; its control port is a native MessagePort that it gets with its `ThreadInit`.
 */
import { optionErrorsOfThread, splitEnvironment } from './options.ts';
import { UnmanagedDescriptors } from '../files/unmanaged-descriptors.ts';
import { exposesGarbageCollection } from '../thread/garbage.ts';
import { ProcessMemory } from '../frame/process-memory.ts';
import { HandleWrap } from '../thread/handle.ts';
import { LoopTimes } from '../thread/loop-times.ts';
import { environmentOf } from '../thread/process-object.ts';
import { StartGate } from '../thread/start-gate.ts';
import type { ThreadInit } from '../protocol.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { portsOf, type PortHandle } from './messaging.ts';

/** Node's defaults, in the order of kMaxYoungGenerationSizeMb … kStackSizeMb. */
const DEFAULT_LIMITS = [96, 4096, 0, 4];

interface ExitMessage {
  code: number;
  error?: { code: string; reason: string };
}

export const worker: BindingFactory = (thread) => {
  const workers = new Map<number, Worker>();
  thread.onMessage('thread-exit', (message) => workers.get(message.threadId)?.ended(message));
  let envPort: PortHandle | undefined;

  class Worker extends HandleWrap {
    readonly threadId = new ProcessMemory(thread.init.shared).nextThreadId();
    readonly threadName: string;
    readonly messagePort: MessagePort;
    onexit: ((code: number, error: string | null, reason: string | null) => void) | null = null;
    readonly #childPort: MessagePort;
    /** Ends of channels to the worker: it has said all when they are closed. */
    readonly #channels: PortHandle[];
    readonly #env: Pick<ThreadInit, 'env' | 'sharedEnv'>;
    readonly #execArgv: string[];
    readonly #limits = new Float64Array(new SharedArrayBuffer(8 * DEFAULT_LIMITS.length));
    readonly #loopTimes = new LoopTimes();
    #descriptors: UnmanagedDescriptors | undefined;
    #stopped = false;
    /** In C++ nothing is behind the object any more. */
    #deleted = false;
    invalidExecArgv?: string[];
    invalidNodeOptions?: string[];
    /** Until the loop has turned once: in Node a thread takes that long to begin. */
    #isNew = false;
    readonly #gate = new StartGate();

    /** `env`: null copies the parent's, undefined shares it. */
    constructor(
      _url: string | null | undefined,
      env: Record<string, string> | null | undefined,
      execArgv: string[] | undefined,
      limits: Float64Array,
      trackUnmanagedFds: boolean,
      _isInternal: boolean,
      name: string,
    ) {
      super();
      this.threadName = name;
      if (trackUnmanagedFds) this.#descriptors = new UnmanagedDescriptors();
      this.#env = { env: { ...(env ?? thread.process.env) } };
      if (env === undefined) this.#env.sharedEnv = environmentOf(thread.process).share();
      const given = execArgv ?? thread.init.execArgv;
      this.#execArgv = given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
      const invalid = execArgv ? optionErrorsOfThread(thread, execArgv) : [];
      if (invalid.length > 0) this.invalidExecArgv = invalid;
      const options = env?.['NODE_OPTIONS'] ?? '';
      if (options !== (thread.process.env['NODE_OPTIONS'] ?? '')) {
        const errors = optionErrorsOfThread(thread, splitEnvironment(options), true);
        if (errors.length > 0) this.invalidNodeOptions = errors;
      }
      this.#limits.set(limits);
      const { port1, port2 } = new thread.native.MessageChannel();
      const control = portsOf(thread).adopt(port1);
      this.messagePort = control.port;
      this.#childPort = port2;
      this.#channels = [control];
      control.onPeerSent = (peer) => this.#channels.push(peer);
    }

    override get provider(): string {
      return 'WORKER';
    }

    startThread(): void {
      workers.set(this.threadId, this);
      this.#isNew = true;
      thread.loop.setNativeImmediate(() => {
        this.#isNew = false;
        this.#gate.open();
      });
      this.setActive(true);
      const { pid, cwd, argv, execPath, page } = thread.init;
      thread.post(
        {
          type: 'spawn-thread',
          init: {
            pid,
            threadId: this.threadId,
            isMainThread: false,
            program: 'node',
            execPath,
            threadName: this.threadName,
            argv: [argv[0]!],
            execArgv: this.#execArgv,
            ...this.#env,
            cwd,
            ...(this.#descriptors && { unmanagedDescriptors: this.#descriptors.buffer }),
            ...(exposesGarbageCollection(thread) && { exposesGarbageCollection: true }),
            ...(page && { page }),
            resourceLimits: this.#limits,
            loopTimes: this.#loopTimes.buffer,
            port: this.#childPort,
            gate: this.#gate.buffer,
          },
        },
        [this.#childPort],
      );
    }

    stopThread(): void {
      this.#stopped = true;
      this.#gate.takeBack();
      thread.post({ type: 'terminate-thread', threadId: this.threadId, atOnce: this.#isNew });
    }

    /** The frame's word. The worker's last messages come on ports of their own: wait for them. */
    ended({ code, error }: ExitMessage): void {
      const open = this.#stopped || error ? [] : this.#channels.filter((end) => !end.ended);
      let waiting = open.length;
      const exit = (): void => {
        thread.loop.enqueue(() => this.#exit(code, error), this);
      };
      if (waiting === 0) return exit();
      for (const end of open) {
        end.onEnd = () => {
          if (--waiting === 0) exit();
        };
      }
    }

    #exit(code: number, error: ExitMessage['error']): void {
      workers.delete(this.threadId);
      for (const fd of this.#descriptors?.takeAll() ?? []) thread.files.close(fd);
      this.setActive(false);
      this.onexit?.(code, error?.code ?? null, error?.reason ?? null);
      this.#deleted = true;
      this.emitDestroy();
    }

    override hasRef(): boolean {
      return (this.#deleted ? undefined : super.hasRef()) as boolean;
    }

    getResourceLimits(): Float64Array {
      return this.#limits;
    }
    /** Milliseconds as `process.hrtime()` has them; −1 before. */
    loopStartTime(): number {
      return this.#loopTimes.startTime || -1;
    }
    loopIdleTime(): number {
      return this.#loopTimes.idle;
    }
  }

  const skeleton = thread.skeleton('worker');
  for (const [name, property] of Object.entries(
    Object.getOwnPropertyDescriptors(skeleton['Worker'].prototype),
  )) {
    // What is not written here says so.
    if (!(name in Worker.prototype)) Object.defineProperty(Worker.prototype, name, property);
  }
  const binding = {
    ...skeleton,
    Worker,
    getEnvMessagePort(): MessagePort | undefined {
      const { port } = thread.init;
      if (port && !envPort) envPort = portsOf(thread).adopt(port);
      return envPort?.port;
    },
  };
  // Lib reads these once, after the thread knows who it is.
  const known: Record<string, () => unknown> = {
    isMainThread: () => thread.init.isMainThread,
    ownsProcessState: () => thread.init.isMainThread,
    isInternalThread: () => false,
    threadId: () => thread.init.threadId,
    threadName: () => thread.init.threadName,
    resourceLimits: () => {
      const limits = thread.init.resourceLimits ?? new Float64Array(DEFAULT_LIMITS);
      for (const [i, limit] of limits.entries()) if (limit <= 0) limits[i] = DEFAULT_LIMITS[i]!;
      return new Float64Array(limits);
    },
  };
  for (const [name, get] of Object.entries(known)) {
    Object.defineProperty(binding, name, { get, configurable: true, enumerable: true });
  }
  return binding;
};
