/** internalBinding('process_wrap') (src/process_wrap.cc): child processes. */
import type { ChildStdio } from '../files/operations/processes.ts';
import { UvError } from '../files/uv-error.ts';
import { findProgram } from '../processes/find-program.ts';
import { statusFrom } from '../processes/exit-status.ts';
import { signalName } from '../frame/signals.ts';
import { HandleWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import { StreamDescriptor } from './stream_wrap/stream-descriptor.ts';

type StreamHandle = InstanceType<LibuvStreamWrapClass>;

interface PipeOption {
  type: 'pipe' | 'overlapped';
  handle: StreamHandle;
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
    ): number {
      const { files } = thread;
      try {
        const { pid, pipes, ended } = files.beginProcess(stdio.map(childStdio));
        for (const [index, option] of stdio.entries()) {
          if (pipes[index]! < 0) continue;
          const { handle } = option as PipeOption;
          handle.attach(new StreamDescriptor(thread, pipes[index]!));
        }
        this.#ended = new StreamDescriptor(thread, ended, 'last');
        const start = findProgram(thread, { file, args: args ?? [file], cwd, envPairs });
        if ('error' in start) {
          files.dropProcess(pid);
          return thread.errno(start.error);
        }
        this.pid = pid;
        const detached = (flags & kProcessFlagDetached!) !== 0;
        thread.post({ type: 'spawn-process', pid, start: { ...start, detached } });
      } catch (error) {
        if (error instanceof UvError) return error.errno;
        throw error;
      }
      this.setActive(true);
      // One turn later than the end of its pipes, which in Node comes a moment before.
      const { loop } = thread;
      this.#ended.onreadable = () =>
        loop.enqueue(() => loop.enqueue(() => this.#exit(), this), this);
      this.#ended.read(0);
      return 0;
    }

    #exit(): void {
      const status = statusFrom(this.#ended!);
      if (!status || this.closed) return;
      this.setActive(false);
      this.onexit?.(status.code, status.signal ? signalName(status.signal) : '');
    }

    kill(signal: number): number {
      return thread.internalBinding('process_methods')['_kill'](this.pid, signal);
    }

    override onClose(): void {
      this.#ended?.close();
    }
  }
  return { ...binding, Process };
};
