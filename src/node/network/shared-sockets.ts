/**
 * The descriptors that a thread has of sockets which other processes may have too. Such a socket is
 * the frame's (frame/shared-sockets.ts), for it may outlive every process that has it; a descriptor
 * is a number that is the only one of its kind on the machine.
 */
import type { SharedSocketState, SocketAction, SocketEvent, ThreadToFrame } from '../protocol.ts';
import type { Endpoint, Segment } from './endpoint.ts';
import type { PortTable } from './port-table.ts';

export class SharedSockets {
  readonly #table: PortTable;
  readonly #post: (message: ThreadToFrame, transfer?: Transferable[]) => void;
  readonly #listeners = new Map<number, (event: SocketEvent) => void>();

  constructor(table: PortTable, post: (message: ThreadToFrame, transfer?: Transferable[]) => void) {
    this.#table = table;
    this.#post = post;
  }

  /** Gives a socket of this thread to the frame, and has a descriptor of it. */
  share(socket: SharedSocketState, transfer: Transferable[] = []): number {
    const descriptor = this.#table.nextNumber();
    this.#post({ type: 'share', descriptor, socket }, transfer);
    return descriptor;
  }

  /** One more descriptor of the same socket: it is nobody's until somebody adopts it. */
  dup(descriptor: number): number {
    const copy = this.#table.nextNumber();
    this.act(descriptor, { do: 'dup', copy });
    return copy;
  }

  /** A descriptor that was received is this thread's from now on. */
  adopt(descriptor: number): void {
    this.act(descriptor, { do: 'adopt' });
  }

  act(descriptor: number, action: SocketAction, transfer: Transferable[] = []): void {
    this.#post({ type: 'socket', descriptor, action }, transfer);
  }

  /** `listener` hears what the frame says of the socket. */
  listen(descriptor: number, listener: (event: SocketEvent) => void): void {
    this.#listeners.set(descriptor, listener);
  }

  receive(descriptor: number, event: SocketEvent): void {
    this.#listeners.get(descriptor)?.(event);
  }

  close(descriptor: number, reset = false): void {
    this.#listeners.delete(descriptor);
    this.act(descriptor, { do: 'close', reset });
  }

  /** Makes `endpoint` the way to a connection of the frame's. */
  connect(endpoint: Endpoint, descriptor: number): void {
    let isAsked = false;
    endpoint.connect({
      send: (segment) => this.#send(descriptor, segment),
      close: () => {},
      shared: {
        descriptor,
        ask: () => {
          if (isAsked) return;
          isAsked = true;
          this.act(descriptor, { do: 'take' });
        },
        close: (reset) => this.close(descriptor, reset),
      },
    });
    this.listen(descriptor, (event) => {
      if (event.type === 'ready') return;
      if (event.type === 'data') isAsked = false;
      endpoint.receive(event);
    });
  }

  #send(descriptor: number, segment: Segment): void {
    if (segment.type === 'data') {
      const { bytes } = segment;
      this.act(descriptor, { do: 'write', bytes }, [bytes.buffer as ArrayBuffer]);
    } else if (segment.type === 'fin') {
      this.act(descriptor, { do: 'shutdown' });
    }
  }
}
