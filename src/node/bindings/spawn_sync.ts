/** internalBinding('spawn_sync') (src/spawn_sync.cc): runs a child process to its end, waiting. */
import type { ExitStatus } from '../files/file-system.ts';
import type { ChildStdio } from '../files/operations/processes.ts';
import { UvError } from '../files/uv-error.ts';
import { signalName, SIGNALS } from '../frame/signals.ts';
import { startProcess, type Ids } from '../processes/start-process.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';

/** What libuv suggests for the buffer of a read. */
const READ_SIZE = 64 * 1024;
const WRITE_SIZE = 128 * 1024;

interface PipeOption {
  type: 'pipe' | 'overlapped';
  /** As the child sees it. */
  readable: boolean;
  writable: boolean;
  input?: ArrayBufferView;
}

/** One of lib's stdio options. */
type StdioOption = { type: 'ignore' } | PipeOption | { type: 'inherit' | 'fd'; fd: number };

interface Options extends Ids {
  file: string;
  args: string[];
  cwd: string | undefined;
  envPairs: string[];
  detached: boolean;
  stdio: StdioOption[];
  timeout?: number;
  maxBuffer?: number;
  killSignal?: number;
}

function childStdio(option: StdioOption): ChildStdio {
  if (option.type === 'ignore') return 'ignore';
  return 'fd' in option ? option.fd : 'pipe';
}

/** A pipe to or from the child. */
class Pipe {
  readonly parts: Uint8Array[] = [];
  readonly #thread: Thread;
  readonly #fd: number;
  #input: Uint8Array | undefined;
  #open = true;

  constructor(thread: Thread, fd: number, { readable, input }: PipeOption) {
    this.#thread = thread;
    this.#fd = fd;
    if (input) this.#input = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    else if (readable) thread.files.shutdown(fd);
  }

  get open(): boolean {
    return this.#open;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#thread.files.close(this.#fd);
  }

  /** Writes what there is room for; at the end of the input, if any, the child sees the end. */
  write(): void {
    while (this.#input && this.#open) {
      const taken = ready(() => {
        return this.#thread.files.tryWrite(this.#fd, this.#input!.subarray(0, WRITE_SIZE));
      });
      if (taken === undefined) return;
      this.#input = this.#input.subarray(taken);
      if (this.#input.length > 0) continue;
      this.dropInput();
      this.#thread.files.shutdown(this.#fd);
    }
  }

  /** Reads what has come and gives its size. */
  read(): number {
    let size = 0;
    while (this.#open) {
      const bytes = ready(() => this.#thread.files.tryRead(this.#fd, READ_SIZE));
      if (bytes === undefined) break;
      if (bytes.length === 0) this.close();
      else this.parts.push(new Uint8Array(bytes));
      size += bytes.length;
    }
    return size;
  }

  /** Nobody reads what is written any more. */
  dropInput(): void {
    this.#input = undefined;
  }
}

/** The result of what need not wait; undefined if it would have to. */
function ready<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof UvError && error.code === 'EAGAIN') return undefined;
    throw error;
  }
}

/** SyncProcessRunner. */
class Runner {
  readonly #thread: Thread;
  readonly #options: Options;
  readonly #pipes: Pipe[];
  readonly #ended: number;
  readonly #pid: number;
  #buffered = 0;
  #killed = false;
  error = 0;

  constructor(thread: Thread, options: Options, pid: number, ended: number, pipes: Pipe[]) {
    this.#thread = thread;
    this.#options = options;
    this.#pid = pid;
    this.#ended = ended;
    this.#pipes = pipes;
  }

  /** Waits for the child, and for the end of its output. */
  run(): ExitStatus {
    const { files } = this.#thread;
    const { timeout = 0 } = this.#options;
    const deadline = timeout > 0 ? performance.now() + timeout : Infinity;
    let status: ExitStatus | undefined;
    for (;;) {
      const { bell } = files.readiness;
      for (const pipe of this.#pipes) this.#pump(pipe);
      const bytes = status ? undefined : ready(() => files.tryRead(this.#ended, READ_SIZE));
      if (bytes) status = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes))) as ExitStatus;
      if (status && this.#pipes.every(({ open }) => !open)) break;
      const left = this.#killed ? Infinity : deadline - performance.now();
      if (left > 0 && files.readiness.wait(bell, left)) continue;
      if (!this.#killed) this.#kill(this.#thread.errno('ETIMEDOUT'));
    }
    files.close(this.#ended);
    return status;
  }

  #pump(pipe: Pipe): void {
    try {
      pipe.write();
    } catch (error) {
      if (!(error instanceof UvError)) throw error;
      pipe.dropInput();
    }
    const { maxBuffer = 0 } = this.#options;
    this.#buffered += pipe.read();
    if (maxBuffer > 0 && this.#buffered > maxBuffer && !this.#killed) {
      this.#kill(this.#thread.errno('ENOBUFS'));
    }
  }

  #kill(error: number): void {
    this.#killed = true;
    this.error = error;
    const signal = this.#options.killSignal || SIGNALS['SIGTERM']!;
    this.#thread.internalBinding('process_methods')['_kill'](this.#pid, signal);
    for (const pipe of this.#pipes) pipe.close();
  }
}

export const spawnSync: BindingFactory = (thread) => ({
  spawn(options: Options) {
    const { stdio } = options;
    const started = startProcess(thread, options, stdio.map(childStdio));
    const pipes = started.pipes.map((fd, index) => {
      return fd < 0 ? undefined : new Pipe(thread, fd, stdio[index] as PipeOption);
    });
    const open = pipes.filter((pipe) => pipe !== undefined);
    if (started.error !== 0) {
      for (const pipe of open) pipe.close();
      return { pid: 0, error: started.error, status: null, signal: null, output: null };
    }
    const runner = new Runner(thread, options, started.pid, started.ended, open);
    const { code, signal } = runner.run();
    const { Buffer } = thread.require('buffer');
    return {
      pid: started.pid,
      ...(runner.error !== 0 && { error: runner.error }),
      status: signal ? null : code,
      signal: signal ? signalName(signal) : null,
      output: pipes.map((pipe, index) => {
        const isOutput = pipe && (stdio[index] as PipeOption).writable;
        return isOutput ? Buffer.concat(pipe.parts) : null;
      }),
    };
  },
});
