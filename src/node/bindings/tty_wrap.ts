/** internalBinding('tty_wrap') (src/tty_wrap.cc): the standard streams of a process in a terminal. */
import type { TerminalSize } from '../protocol.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import { StreamDescriptor } from './stream_wrap/stream-descriptor.ts';

const DEFAULT_SIZE: TerminalSize = { cols: 80, rows: 24 };

export const ttyWrap: BindingFactory = (thread) => {
  const { LibuvStreamWrap } = thread.internalBinding('stream_wrap') as {
    LibuvStreamWrap: LibuvStreamWrapClass;
  };
  let size: TerminalSize | undefined;
  thread.onMessage('resize', ({ terminal }) => (size = terminal));

  const isTTY = (fd: number): boolean => thread.output.handleKind(fd) === 'tty';

  class TTY extends LibuvStreamWrap {
    /** `context` gets libuv's error when `fd` is no terminal. */
    constructor(fd: number, context: object) {
      super();
      if (isTTY(fd)) {
        this.attach(new StreamDescriptor(thread, fd));
      } else {
        const { code, message, errno } = thread.uvException(
          thread.errno('EINVAL'),
          'uv_tty_init',
        ) as NodeJS.ErrnoException;
        Object.assign(context, { code, message, errno, syscall: 'uv_tty_init' });
      }
    }
    override get provider(): string {
      return 'TTYWRAP';
    }
    getWindowSize(into: number[]): number {
      const { cols, rows } = size ?? thread.init.terminal ?? DEFAULT_SIZE;
      into[0] = cols;
      into[1] = rows;
      return 0;
    }
    setRawMode(isRaw: boolean): number {
      thread.files.setRawMode(this.fd, isRaw);
      return 0;
    }
  }
  return { ...thread.skeleton('tty_wrap'), TTY, isTTY };
};
