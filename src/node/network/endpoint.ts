/**
 * One end of a connection, as the kernel keeps it: what has arrived and was not read, how much may
 * be sent before the other end reads, FIN and RST. Both ends may be in one thread, or in two with a
 * MessagePort between them (link.ts); an end that several processes have is in the frame
 * (frame/shared-sockets.ts), and each of them has one that leads to it.
 */
import type { StreamError, StreamResource } from './stream-resource.ts';

/** What travels from one end to the other, in order. */
export type Segment =
  | { type: 'data'; bytes: Uint8Array }
  /** So many bytes were read: as many more may be sent. */
  | { type: 'window'; bytes: number }
  | { type: 'fin' }
  | { type: 'rst' };

/** The way to the other end. */
export interface Link {
  send(segment: Segment): void;
  /** Nothing will be sent or received any more. */
  close(): void;
  /** The other end, if it is in this thread. */
  readonly far?: Endpoint;
  /** Set if the socket is the frame's: this thread has a descriptor of it, as others may. */
  readonly shared?: SharedLink;
}

export interface SharedLink {
  readonly descriptor: number;
  /** What has arrived there is to come here, once. */
  ask(): void;
  /** close(2) of the descriptor; `reset`: with SO_LINGER 0, which counts for the last one. */
  close(reset: boolean): void;
}

/** What an end is, to be sent to where it goes on. */
export interface EndpointState {
  received: Uint8Array[];
  taken: number;
  underWay: number;
  error: StreamError | undefined;
  reset: boolean;
  finReceived: boolean;
  finSent: boolean;
}

/** What a sender may have under way: about what Linux buffers on its loopback. */
const CAPACITY = 2.5 * 2 ** 20;
/** The window is reported in steps, not for every read. */
const WINDOW_STEP = 64 * 1024;

export class Endpoint implements StreamResource {
  readonly fd = -1;
  onreadable = (): void => {};
  onwritable = (): void => {};
  #link!: Link;
  readonly #received: Uint8Array[] = [];
  #taken = 0;
  #underWay = 0;
  #blocked = false;
  /** sk_err: given to the next read or write. */
  #error: StreamError | undefined;
  #reset = false;
  #finReceived = false;
  #finSent = false;
  #closed = false;

  /** Two ends in one thread. */
  static createPair(): [Endpoint, Endpoint] {
    const near = new Endpoint();
    const far = new Endpoint();
    near.connect({ send: (segment) => far.receive(segment), close: () => {}, far });
    far.connect({ send: (segment) => near.receive(segment), close: () => {}, far: near });
    return [near, far];
  }

  /** An end that was somewhere else before (`detach`). */
  static from(state: EndpointState): Endpoint {
    const endpoint = new Endpoint();
    endpoint.#received.push(...state.received);
    endpoint.#taken = state.taken;
    endpoint.#underWay = state.underWay;
    endpoint.#error = state.error;
    endpoint.#reset = state.reset;
    endpoint.#finReceived = state.finReceived;
    endpoint.#finSent = state.finSent;
    return endpoint;
  }

  /** The socket goes on elsewhere, and this end is to be connected with it: nothing is here now. */
  detach(): EndpointState {
    const state: EndpointState = {
      received: this.#received.splice(0),
      taken: this.#taken,
      underWay: this.#underWay,
      error: this.#error,
      reset: this.#reset,
      finReceived: this.#finReceived,
      finSent: this.#finSent,
    };
    this.#taken = this.#underWay = 0;
    this.#error = undefined;
    this.#reset = this.#finReceived = false;
    return state;
  }

  get far(): Endpoint | undefined {
    return this.#link.far;
  }

  /** The number of the descriptor that leads to the frame's socket. */
  get descriptor(): number | undefined {
    return this.#link.shared?.descriptor;
  }

  start(): void {
    if (this.#received.length === 0) this.#link.shared?.ask();
  }

  connect(link: Link): void {
    this.#link = link;
    if (this.#blocked && this.#underWay === 0) this.onwritable();
  }

  get readable(): boolean {
    return this.#received.length > 0 || this.#finReceived || this.#reset;
  }

  read(max: number): Uint8Array | null | StreamError | undefined {
    if (this.#received.length > 0) return this.#take(max);
    if (this.#finReceived) return null; // whatever came after it
    if (this.#error) return this.#takeError();
    return this.#reset ? null : undefined;
  }

  #take(max: number): Uint8Array {
    const bytes = this.#gather(max);
    this.#taken += bytes.length;
    if (this.#taken >= WINDOW_STEP && !this.#reset) {
      this.#link.send({ type: 'window', bytes: this.#taken });
      this.#taken = 0;
    }
    this.start();
    return bytes;
  }

  /** What has arrived, in one ArrayBuffer of its own. */
  #gather(max: number): Uint8Array {
    const first = this.#received[0]!;
    const isWhole = first.byteLength === first.buffer.byteLength && first.length <= max;
    if (isWhole && this.#received.length === 1) return this.#received.pop()!;
    const bytes = new Uint8Array(Math.min(max, this.#unread));
    for (let at = 0; at < bytes.length;) {
      const part = this.#received[0]!.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === this.#received[0]!.length) this.#received.shift();
      else this.#received[0] = this.#received[0]!.subarray(part.length);
    }
    return bytes;
  }

  get #unread(): number {
    return this.#received.reduce((sum, { length }) => sum + length, 0);
  }

  write(bytes: Uint8Array): number | StreamError {
    if (this.#error) return this.#takeError();
    if (this.#finSent || this.#reset) return 'EPIPE';
    const length = Math.max(0, Math.min(bytes.length, CAPACITY - this.#underWay));
    // Known before anything is sent: the answer may come at once.
    this.#blocked = length < bytes.length;
    if (length > 0) {
      this.#underWay += length;
      // A copy: the program may reuse its buffer.
      this.#link.send({ type: 'data', bytes: new Uint8Array(bytes.subarray(0, length)) });
    }
    return length;
  }

  #takeError(): StreamError {
    const error = this.#error!;
    this.#error = undefined;
    return error;
  }

  shutdown(): void {
    if (this.#finSent || this.#reset) return;
    this.#finSent = true;
    this.#link.send({ type: 'fin' });
  }

  /** close(2): a FIN, or a RST if something was left unread. */
  close(): void {
    if (this.#link.shared) return this.#closeShared(false);
    if (this.#received.length > 0) return this.reset();
    this.shutdown();
    this.#close();
  }

  /** close(2) with SO_LINGER 0. */
  reset(): void {
    if (this.#link.shared) return this.#closeShared(true);
    if (!this.#reset && !(this.#finSent && this.#finReceived)) this.#link.send({ type: 'rst' });
    this.#reset = true;
    this.#close();
  }

  #closeShared(reset: boolean): void {
    if (!this.#closed) this.#link.shared!.close(reset);
    this.#closed = true;
    this.#received.length = 0;
  }

  #close(): void {
    this.#closed = true;
    this.#received.length = 0;
    if (this.#reset || this.#finReceived) this.#link.close();
  }

  /** The thread of the other end is gone: the kernel closes for it, and answers data with RST. */
  lost(): void {
    this.#link.close();
    this.#link = {
      send: ({ type }) => type === 'data' && this.receive({ type: 'rst' }),
      close: () => {},
    };
    if (!this.#finReceived) this.receive({ type: 'fin' });
  }

  /** A segment has arrived. */
  receive(segment: Segment): void {
    if (this.#reset) return;
    switch (segment.type) {
      case 'window':
        this.#underWay -= segment.bytes;
        if (!this.#blocked) return;
        this.#blocked = false;
        return this.onwritable();
      case 'data':
        if (this.#closed) return this.reset();
        this.#received.push(segment.bytes);
        return this.onreadable();
      case 'fin':
        this.#finReceived = true;
        if (this.#closed) return this.#link.close();
        return this.onreadable();
      case 'rst':
        this.#reset = true;
        this.#error = this.#finReceived ? 'EPIPE' : 'ECONNRESET';
        this.#link.close();
        if (this.#closed) return;
        this.onreadable();
        if (this.#blocked) this.onwritable();
    }
  }
}
