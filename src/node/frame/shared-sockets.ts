/**
 * Sockets that several processes have, as the kernel keeps them: whoever got one by SCM_RIGHTS or
 * gave it away so has a descriptor, and the socket is there until the last of them is closed. A
 * descriptor that is under way is nobody's.
 */
import { Endpoint } from '../network/endpoint.ts';
import { connectOver } from '../network/link.ts';
import type { SharedSocketState, SocketAction, SocketEvent } from '../protocol.ts';

/** A descriptor that is under way to another process. */
const NOBODY = 0;
/** At most so much of a connection is taken at once. */
const READ_SIZE = 64 * 1024;

export type Tell = (descriptor: number, event: SocketEvent) => void;

export abstract class SharedSocket {
  readonly descriptors = new Set<number>();
  abstract act(descriptor: number, action: SocketAction): void;
  /** A descriptor is closed: it asks for nothing any more. */
  abstract forget(descriptor: number): void;
  /** The last one is closed. */
  abstract end(reset: boolean): void;
}

export interface QueueActions<Item> {
  give(descriptor: number, item: Item): void;
  listen(): void;
  /** The socket is closed; nobody took what is left. */
  end(left: Item[]): void;
}

/** Connections that nobody has accepted yet, or datagrams that nobody has received. */
export class SharedQueue<Item> extends SharedSocket {
  readonly #items: Item[] = [];
  readonly #waiting = new Set<number>();
  readonly #tell: Tell;
  readonly #actions: QueueActions<Item>;

  constructor(tell: Tell, actions: QueueActions<Item>) {
    super();
    this.#tell = tell;
    this.#actions = actions;
  }

  /** As epoll does, tells everybody who waits, for some may be busy: who asks first gets it. */
  add(item: Item): void {
    this.#items.push(item);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const descriptor of waiting) this.#tell(descriptor, { type: 'ready' });
  }

  drop(isGone: (item: Item) => boolean): void {
    for (const item of this.#items.filter(isGone)) this.#items.splice(this.#items.indexOf(item), 1);
  }

  override act(descriptor: number, action: SocketAction): void {
    if (action.do === 'listen') return this.#actions.listen();
    if (action.do !== 'take') return;
    const item = this.#items.shift();
    if (item === undefined) this.#waiting.add(descriptor);
    else this.#actions.give(descriptor, item);
  }

  override forget(descriptor: number): void {
    this.#waiting.delete(descriptor);
  }

  override end(): void {
    this.#actions.end(this.#items);
  }
}

/** A connection. What arrives goes to who asked for it first. */
export class SharedConnection extends SharedSocket {
  readonly id: number | undefined;
  /** Who has the other end. */
  owner: number | undefined;
  readonly #endpoint: Endpoint;
  readonly #tell: Tell;
  readonly #asking: number[] = [];
  /** What there was no room for. */
  readonly #writes: { descriptor: number; rest: Uint8Array; length: number }[] = [];
  #isShut = false;
  #isOver = false;
  /** Nothing more will arrive. */
  #ending: SocketEvent | undefined;

  constructor(
    { state, port, id, owner }: Extract<SharedSocketState, { kind: 'connection' }>,
    tell: Tell,
  ) {
    super();
    this.id = id;
    this.owner = owner;
    this.#tell = tell;
    this.#endpoint = Endpoint.from(state);
    this.#endpoint.onreadable = () => this.#read();
    this.#endpoint.onwritable = () => this.#flush();
    if (port) connectOver(this.#endpoint, port, () => {});
    else this.lost();
  }

  lost(): void {
    this.#endpoint.lost();
  }

  override act(descriptor: number, action: SocketAction): void {
    if (action.do === 'take') {
      if (this.#ending) return this.#tell(descriptor, this.#ending);
      this.#asking.push(descriptor);
      this.#read();
    } else if (action.do === 'write') {
      this.#writes.push({ descriptor, rest: action.bytes, length: action.bytes.length });
      if (this.#writes.length === 1) this.#flush();
    } else if (action.do === 'shutdown') {
      this.#isShut = true;
      if (this.#writes.length === 0) this.#endpoint.shutdown();
    }
  }

  /** The end is told to everybody, once all that came before it is taken. */
  #read(): void {
    for (;;) {
      const [first] = this.#asking;
      const result = this.#endpoint.read(first === undefined ? 0 : READ_SIZE);
      if (result === undefined) return;
      if (!(result instanceof Uint8Array)) return this.#ended(result === null ? 'fin' : 'rst');
      if (first === undefined) return;
      this.#asking.shift();
      this.#tell(first, { type: 'data', bytes: result });
    }
  }

  #ended(type: 'fin' | 'rst'): void {
    if (this.#ending?.type === type) return;
    const ending = { type };
    this.#ending = ending;
    for (const descriptor of this.descriptors) this.#tell(descriptor, ending);
  }

  #flush(): void {
    while (this.#writes.length > 0) {
      const first = this.#writes[0]!;
      const written = this.#endpoint.write(first.rest);
      if (typeof written === 'string') {
        this.#writes.length = 0;
        this.#tell(first.descriptor, { type: 'rst' });
        break;
      }
      first.rest = first.rest.subarray(written);
      if (first.rest.length > 0) return;
      this.#writes.shift();
      this.#tell(first.descriptor, { type: 'window', bytes: first.length });
    }
    if (this.#isShut) this.#endpoint.shutdown();
    if (this.#isOver) this.#endpoint.close();
  }

  override forget(descriptor: number): void {
    const at = this.#asking.indexOf(descriptor);
    if (at >= 0) this.#asking.splice(at, 1);
  }

  override end(reset: boolean): void {
    this.#isOver = true;
    if (reset) this.#endpoint.reset();
    else if (this.#writes.length === 0) this.#endpoint.close();
  }
}

/** Who has which descriptor. */
export class SharedSockets {
  readonly #open = new Map<number, { owner: number; socket: SharedSocket }>();
  readonly #tell: (owner: number, descriptor: number, event: SocketEvent) => void;

  constructor(tell: (owner: number, descriptor: number, event: SocketEvent) => void) {
    this.#tell = tell;
  }

  /** To who has `descriptor`. */
  readonly tell: Tell = (descriptor, event) => {
    this.#tell(this.ownerOf(descriptor), descriptor, event);
  };

  ownerOf(descriptor: number): number {
    return this.#open.get(descriptor)?.owner ?? NOBODY;
  }

  get connections(): Set<SharedConnection> {
    const sockets = [...this.#open.values()].map(({ socket }) => socket);
    return new Set(sockets.filter((socket) => socket instanceof SharedConnection));
  }

  add(owner: number, descriptor: number, socket: SharedSocket): void {
    socket.descriptors.add(descriptor);
    this.#open.set(descriptor, { owner, socket });
  }

  act(owner: number, descriptor: number, action: SocketAction): void {
    const open = this.#open.get(descriptor);
    // Whoever sent it was ended before the frame heard of it.
    if (!open) return this.#tell(owner, descriptor, { type: 'rst' });
    if (action.do === 'dup') this.add(NOBODY, action.copy, open.socket);
    else if (action.do === 'adopt') open.owner = owner;
    else if (action.do === 'close') this.close(descriptor, action.reset);
    else open.socket.act(descriptor, action);
  }

  close(descriptor: number, reset = false): void {
    const open = this.#open.get(descriptor);
    if (!open) return;
    const { socket } = open;
    this.#open.delete(descriptor);
    socket.descriptors.delete(descriptor);
    socket.forget(descriptor);
    if (socket.descriptors.size === 0) socket.end(reset);
  }

  /** A thread has ended. */
  leave(owner: number): void {
    for (const [descriptor, open] of this.#open) if (open.owner === owner) this.close(descriptor);
  }
}
