/** internalBinding('process_wrap') (src/process_wrap.cc): child processes. */
import type { ChildStdio } from '../files/operations/processes.ts';
import type { ExitStatus } from '../files/file-system.ts';
import { startProcess, type Ids } from '../processes/start-process.ts';
import { signalName } from '../frame/signals.ts';
import { HandleWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import { StreamDescriptor } from './stream_wrap/stream-descriptor.ts';

/** More than the text of any ExitStatus. */
const STATUS_SIZE = 1024;

type StreamHandle = InstanceType<LibuvStreamWrapClass>;

interface PipeOption {
  type: 'pipe' | 'overlapped';
  handle: StreamHandle & { attachDescriptor(fd: number): void };
}

/** One of lib's stdio options, as getValidStdio makes them. */
type StdioOption =
  | { type: 'ignore' }
  | PipeOption
  | { type: 'inherit' | 'fd'; fd: number }
  | { type: 'wrap'; handle: StreamHandle };

function childStdio(option: StdioOption): ChildStdio {
  if (option.type === 'ignore') return 'ignore';
  if (option.type === 'inherit' || option.type === 'fd') return option.fd;
  return option.type === 'wrap' ? option.handle.fd : 'pipe';
}

export const processWrap: BindingFactory = (thread) => {
  const binding = thread.skeleton('process_wrap');
  const { kProcessFlagDetached } = binding['constants'] as Record<string, number>;

  class Process extends HandleWrap {
    pid: number | undefined;
    onexit?: (code: number, signal: string) => void;
    #ended: StreamDescriptor | undefined;

    override get provider(): string {
      return 'PROCESSWRAP';
    }

    /** Gives 0 or libuv's error. The pipes are there in either case: of a failed child, ended. */
    spawn(
      file: string,
      args: string[] | undefined,
      cwd: string | undefined,
      envPairs: string[] | undefined,
      stdio: StdioOption[],
      flags: number,
      uid: Ids['uid'],
      gid: Ids['gid'],
    ): number {
      const detached = (flags & kProcessFlagDetached!) !== 0;
      const command = { file, args, cwd, envPairs, detached, uid, gid };
      const started = startProcess(thread, command, stdio.map(childStdio));
      for (const [index, fd] of started.pipes.entries()) {
        if (fd >= 0) (stdio[index] as PipeOption).handle.attachDescriptor(fd);
      }
      if (started.error !== 0) return started.error;
      this.pid = started.pid;
      this.#ended = new StreamDescriptor(thread, started.ended, 'last');
      this.setActive(true);
      // One turn later than the end of its pipes, which in Node comes a moment before.
      const { loop } = thread;
      this.#ended.onreadable = () =>
        loop.enqueue(() => loop.enqueue(() => this.#exit(), this), this);
      this.#ended.read(0);
      return 0;
    }

    #exit(): void {
      const bytes = this.#ended!.read(STATUS_SIZE);
      if (!(bytes instanceof Uint8Array) || this.closed) return;
      const status = JSON.parse(new TextDecoder().decode(bytes)) as ExitStatus;
      this.setActive(false);
      this.onexit?.(status.code, status.signal ? signalName(status.signal) : '');
    }

    /** One that has ended takes signals, too, until it is known how it did. */
    kill(signal: number): number {
      const error: number = thread.internalBinding('process_methods')['_kill'](this.pid, signal);
      return error === thread.errno('ESRCH') && this.active ? 0 : error;
    }

    override onClose(): void {
      this.#ended?.close();
    }
  }
  return { ...binding, Process };
};
