/**
 * internalBinding('stream_pipe') (src/stream_pipe.cc): moves what a file has to a stream, a piece at
 * a time, for http2's responses out of files.
 */
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { WriteWrap, type Fields } from './stream_wrap/requests.ts';
import type { StreamBaseClass } from './stream_wrap/stream-base.ts';

/** What a FileHandle reads at once. */
const READ_SIZE = 64 * 1024;

interface Source {
  fd: number;
  /** The next position, or -1 for the descriptor's own. */
  position: number;
  /** How much is left to read, or -1 for all. */
  left: number;
  onread(): void;
}

export const streamPipe: BindingFactory = (thread) => {
  const { errno } = thread;
  const { streamBaseState: state, ...rest } = thread.internalBinding('stream_wrap');
  const { kReadBytesOrError } = rest as unknown as Fields;
  const fs = thread.internalBinding('fs');

  class StreamPipe extends AsyncWrap {
    readonly source: Source;
    readonly sink: InstanceType<StreamBaseClass>;
    onunpipe?: () => void;

    constructor(source: Source, sink: InstanceType<StreamBaseClass>) {
      super();
      this.source = source;
      this.sink = sink;
    }
    override get provider(): string {
      return 'STREAMPIPE';
    }

    start(): void {
      const { fd, position, left } = this.source;
      const size = left < 0 ? READ_SIZE : Math.min(left, READ_SIZE);
      if (size === 0) return this.#end(errno('EOF'));
      const buffer = new Uint8Array(size);
      const request = new fs['FSReqCallback']();
      request.oncomplete = (error: { errno: number } | null, length = 0) => {
        if (error) this.#end(error.errno);
        else if (length === 0) this.#end(errno('EOF'));
        else this.#write(buffer.subarray(0, length));
      };
      fs['read'](fd, buffer, 0, size, position, request);
    }
    #write(bytes: Uint8Array): void {
      if (this.source.position >= 0) this.source.position += bytes.length;
      if (this.source.left >= 0) this.source.left -= bytes.length;
      const request = new WriteWrap();
      request.oncomplete = (status) => (status < 0 ? this.unpipe() : this.start());
      this.sink.writeBuffer(request, bytes);
    }
    #end(status: number): void {
      state[kReadBytesOrError] = status;
      this.source.onread();
      if (status === errno('EOF')) this.sink.shutdown(undefined as never);
      this.unpipe();
    }
    unpipe(): void {
      thread.loop.setNativeImmediate(() => this.onunpipe?.());
      thread.loop.request(() => {})();
    }
    isClosed(): boolean {
      return false;
    }
    pendingWrites(): number {
      return 0;
    }
  }
  return { StreamPipe };
};
