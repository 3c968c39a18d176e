/**
 * internalBinding('pipe_wrap') (src/pipe_wrap.cc): the standard streams of a process that is not in
 * a terminal. Local sockets between processes are not there yet.
 */
import { AsyncWrap } from '../thread/handle.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import { StandardStream } from './stream_wrap/standard-stream.ts';

class PipeConnectWrap extends AsyncWrap {
  override get provider(): string {
    return 'PIPECONNECTWRAP';
  }
}

const noLocalSockets = (): never => notImplemented('local sockets (node:net with a path)');

export const pipeWrap: BindingFactory = (thread) => {
  const { LibuvStreamWrap } = thread.internalBinding('stream_wrap') as {
    LibuvStreamWrap: LibuvStreamWrapClass;
  };

  class Pipe extends LibuvStreamWrap {
    override get provider(): string {
      return 'PIPEWRAP';
    }
    open(fd: number): number {
      if (thread.init.stdio[fd] !== 'pipe') return thread.errno('EBADF');
      this.attach(new StandardStream(thread, fd));
      return 0;
    }
  }
  for (const name of ['bind', 'listen', 'connect', 'fchmod']) {
    Object.defineProperty(Pipe.prototype, name, { value: noLocalSockets });
  }
  return { ...thread.skeleton('pipe_wrap'), Pipe, PipeConnectWrap };
};
