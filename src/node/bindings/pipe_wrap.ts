/**
 * internalBinding('pipe_wrap') (src/pipe_wrap.cc): local sockets, whose names are files, and pipes:
 * the standard streams of a process that is not in a terminal, and ways to a child process.
 */
import { UvError } from '../files/uv-error.ts';
import { runInFrame } from '../modules/async-context.ts';
import type { Accepted, Binding } from '../network/network.ts';
import type { Rights } from '../network/rights.ts';
import { LOCAL } from '../network/port-table.ts';
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import type { SentHandle } from './stream_wrap/sent-handles.ts';
import { StreamDescriptor } from './stream_wrap/stream-descriptor.ts';

/** S_IRUSR and so on for UV_READABLE, UV_WRITABLE, and both. */
const MODE_BITS: Record<number, number> = { 1: 0o444, 2: 0o222, 3: 0o666 };

class PipeConnectWrap extends AsyncWrap {
  override get provider(): string {
    return 'PIPECONNECTWRAP';
  }
  oncomplete?: (
    status: number,
    handle: object,
    request: object,
    readable: boolean,
    writable: boolean,
  ) => void;
}

/** A file operation's result, or libuv's number of its error. */
function attempt(operation: () => number): { value: number } | { error: number } {
  try {
    return { value: operation() };
  } catch (error) {
    if (error instanceof UvError) return { error: error.errno };
    throw error;
  }
}

export const pipeWrap: BindingFactory = (thread) => {
  const { errno, loop } = thread;
  const binding = thread.skeleton('pipe_wrap');
  const { IPC, SERVER } = binding['constants'] as Record<string, number>;
  const { LibuvStreamWrap } = thread.internalBinding('stream_wrap') as {
    LibuvStreamWrap: LibuvStreamWrapClass;
  };
  /** The file server knows no working directory. */
  const absolute = (path: string): string =>
    path.startsWith('/') ? path : `${thread.internalBinding('process_methods')['cwd']()}/${path}`;

  /** AsyncWrap asks for the provider before the object has fields of its own. */
  let newType = 0;

  class Pipe extends LibuvStreamWrap implements SentHandle {
    readonly #type = newType;
    #binding: Binding | undefined;
    #path: string | undefined;
    onconnection?: (status: number, client: Pipe | undefined) => void;

    constructor(type: number) {
      newType = type;
      super();
    }

    override get provider(): string {
      const type = #type in this ? this.#type : newType;
      return type === SERVER ? 'PIPESERVERWRAP' : 'PIPEWRAP';
    }

    open(fd: number): number {
      if (thread.output.handleKind(fd) !== 'pipe') return errno('EBADF');
      this.attachDescriptor(fd);
      return 0;
    }

    /** `fd` is a pipe or a local socket; handles can come over an IPC channel. */
    attachDescriptor(fd: number): void {
      this.attach(new StreamDescriptor(thread, fd, this.#type === IPC ? 'ipc' : undefined));
    }

    bind(path: string): number {
      if (this.#path !== undefined) return errno('EINVAL');
      const name = absolute(path);
      const inode = attempt(() => thread.files.bindSocket(name));
      if ('error' in inode) {
        if (inode.error === errno('EEXIST')) return errno('EADDRINUSE');
        return inode.error === errno('ENOENT') ? errno('EACCES') : inode.error;
      }
      this.#path = path;
      this.#binding = thread.network.bind(LOCAL, inode.value);
      return this.#binding ? 0 : errno('ENOBUFS');
    }

    listen(): number {
      if (!this.#binding) return errno('EINVAL');
      thread.network.listen(this.#binding, (connection) => this.#enqueue(connection));
      this.setActive(true);
      return 0;
    }

    #enqueue({ endpoint }: Accepted): void {
      loop.enqueue(() => {
        if (this.closed) return endpoint.reset();
        // C++ makes it before it calls JavaScript: it belongs to no store.
        const client = runInFrame(undefined, () => new Pipe(0));
        client.attach(endpoint);
        this.onconnection?.(0, client);
      }, this);
    }

    /** Errors come with the callback. */
    connect(req: PipeConnectWrap, path: string): number {
      const done = loop.request(
        (status: number) => {
          const outcome = this.closed ? errno('ECANCELED') : status;
          req.oncomplete?.(outcome, this, req, outcome === 0, outcome === 0);
        },
        req,
        true,
      );
      const inode = attempt(() => thread.files.findSocket(absolute(path)));
      if ('error' in inode) {
        done(inode.error);
        return 0;
      }
      const endpoint = thread.network.connectLocal(inode.value);
      if (endpoint) this.attach(endpoint);
      done(endpoint ? 0 : errno('ECONNREFUSED'));
      return 0;
    }

    createRights(): Rights | undefined {
      const { network } = thread;
      const descriptor = network.shareStream(this.resource, this.#binding);
      if (descriptor === undefined) return undefined;
      const binding = this.resource ? undefined : this.#binding;
      return { type: 'PIPE', descriptor: network.shared.dup(descriptor), binding };
    }

    adopt({ descriptor, binding }: Rights): void {
      if (binding) this.#binding = { ...binding, descriptor };
      else this.attach(thread.network.adoptConnection(descriptor));
    }

    /** uv_pipe_chmod: everybody may read the socket's name, or write to it. */
    fchmod(mode: number): number {
      const [path, bits] = [this.#path, MODE_BITS[mode]];
      if (path === undefined) return errno('EBADF');
      if (bits === undefined) return errno('EINVAL');
      const result = attempt(() => {
        const [, before] = thread.files.stat(absolute(path));
        thread.files.chmod(absolute(path), before! | bits);
        return 0;
      });
      return 'error' in result ? result.error : 0;
    }

    override onClose(): void {
      if (this.#binding) thread.network.release(this.#binding);
      // The name goes away with its socket, unless somebody removed it before.
      if (this.#path !== undefined) attempt(() => (thread.files.unlink(absolute(this.#path!)), 0));
      super.onClose();
    }
  }
  return { ...binding, Pipe, PipeConnectWrap };
};
