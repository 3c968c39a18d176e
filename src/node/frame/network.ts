/** The loopback network as the frame keeps it: who is on it, and connections between threads. */
import type { Segment } from '../network/endpoint.ts';
import { parseIP } from '../network/ip-address.ts';
import type { Binding } from '../network/network.ts';
import { LOCAL, PortTable, SHARED_OWNER, interfaceOf, type Place } from '../network/port-table.ts';
import type {
  Datagram,
  FrameToThread,
  IncomingConnection,
  NetworkSeat,
  SharedSocketState,
  SocketAction,
} from '../protocol.ts';
import { SharedConnection, SharedQueue, SharedSockets } from './shared-sockets.ts';

/** A connection that nobody has accepted yet. */
interface Waiting {
  connection: IncomingConnection;
  port: MessagePort;
}

type PostToThread = (message: FrameToThread, transfer?: Transferable[]) => void;

export class Network {
  readonly #table = new PortTable();
  readonly #datagrams = new PortTable();
  readonly #onPort: (port: number, open: boolean) => void;
  readonly #threads = new Map<number, PostToThread>();
  /** The threads that a thread has had connections with. */
  readonly #peers = new Map<number, Set<number>>();
  /** How many sockets listen on a port: on different addresses there may be several. */
  readonly #listening = new Map<number, number>();
  #lastOwner = 0;
  readonly #shared = new SharedSockets((owner, descriptor, event) =>
    this.#threads.get(owner)?.({ type: 'socket', descriptor, event }),
  );
  /** Shared sockets by their places in the tables. */
  readonly #accepting = new Map<string, SharedQueue<Waiting>>();
  readonly #receiving = new Map<string, SharedQueue<Datagram>>();

  /** `onPort` hears of the first socket that listens on a port, and of the last that ceases to. */
  constructor(onPort: (port: number, open: boolean) => void) {
    this.#onPort = onPort;
    const seat = this.join((message) => this.#receive(message));
    if (seat.owner !== SHARED_OWNER) throw new Error('Shared sockets have the first seat.');
  }

  /** What comes to shared sockets, which have a seat as threads do. */
  #receive(message: FrameToThread): void {
    if (message.type === 'connection') {
      const { connection, port } = message;
      const socket = this.#accepting.get(keyOf(connection));
      if (socket) socket.add({ connection, port });
      else refuse(port);
    } else if (message.type === 'datagram') {
      this.#receiving.get(keyOf(message.datagram))?.add(message.datagram);
    } else if (message.type === 'network-moved') {
      for (const socket of this.#shared.connections) {
        if (socket.id === message.id) socket.owner = message.owner;
      }
    } else if (message.type === 'network-left') {
      for (const socket of this.#shared.connections) {
        if (socket.owner === message.owner) socket.lost();
      }
      for (const socket of this.#accepting.values()) {
        socket.drop(({ connection }) => connection.from === message.owner);
      }
    }
  }

  /** A socket of the thread becomes one that others can have too. */
  share({ owner }: NetworkSeat, descriptor: number, socket: SharedSocketState): void {
    switch (socket.kind) {
      case 'listener':
        return this.#shareListener(owner, descriptor, socket.binding, socket.isListening);
      case 'datagrams':
        return this.#shareDatagrams(owner, descriptor, socket.binding);
      case 'connection':
        if (socket.id !== undefined) this.#move(socket.owner!, socket.id, SHARED_OWNER);
        this.#shared.add(owner, descriptor, new SharedConnection(socket, this.#shared.tell));
    }
  }

  #shareListener(owner: number, descriptor: number, binding: Binding, isListening: boolean): void {
    const isLocal = binding.at.family === LOCAL.family;
    const socket = new SharedQueue<Waiting>(this.#shared.tell, {
      give: (to, { connection, port }) => {
        const accepting = this.#shared.ownerOf(to);
        this.connect(accepting, { ...connection, descriptor: to }, port);
        this.#move(connection.from, connection.id, accepting);
      },
      listen: () => {
        if (!isListening && !isLocal) this.listening(binding.port, true);
        isListening = true;
      },
      end: (left) => {
        this.#accepting.delete(keyOf(binding));
        this.#table.release(binding);
        if (isListening && !isLocal) this.listening(binding.port, false);
        for (const { port } of left) refuse(port);
      },
    });
    this.#accepting.set(keyOf(binding), socket);
    this.#shared.add(owner, descriptor, socket);
  }

  #shareDatagrams(owner: number, descriptor: number, binding: Binding): void {
    const socket = new SharedQueue<Datagram>(this.#shared.tell, {
      give: (to, datagram) =>
        this.deliver(this.#shared.ownerOf(to), { ...datagram, descriptor: to }),
      listen: () => {},
      end: () => {
        this.#receiving.delete(keyOf(binding));
        this.#datagrams.release(binding);
      },
    });
    this.#receiving.set(keyOf(binding), socket);
    this.#shared.add(owner, descriptor, socket);
  }

  /** The end of the connection `id` that is in the thread `far` hears who has the other one now. */
  #move(far: number, id: number, owner: number): void {
    this.#peers.get(owner)?.add(far);
    this.#peers.get(far)?.add(owner);
    this.#threads.get(far)?.({ type: 'network-moved', id, owner });
  }

  act({ owner }: NetworkSeat, descriptor: number, action: SocketAction): void {
    this.#shared.act(owner, descriptor, action);
  }

  /** These descriptors were under way to a process that will not receive them. */
  lose(descriptors: number[]): void {
    for (const descriptor of descriptors) this.#shared.close(descriptor);
  }

  /** A thread is about to start. */
  join(post: PostToThread): NetworkSeat {
    const owner = ++this.#lastOwner;
    this.#threads.set(owner, post);
    this.#peers.set(owner, new Set());
    return { table: this.#table.buffer, datagrams: this.#datagrams.buffer, owner };
  }

  /** A thread has ended: what it held is free. */
  leave({ owner }: NetworkSeat): void {
    this.#threads.delete(owner);
    this.#shared.leave(owner);
    for (const port of this.#table.releaseAll(owner)) this.listening(port, false);
    this.#datagrams.releaseAll(owner);
    for (const peer of this.#peers.get(owner) ?? []) {
      this.#peers.get(peer)?.delete(owner);
      this.#threads.get(peer)?.({ type: 'network-left', owner });
    }
    this.#peers.delete(owner);
  }

  connect(owner: number, connection: IncomingConnection, port: MessagePort): void {
    const post = this.#threads.get(owner);
    if (!post) return refuse(port);
    this.#peers.get(owner)?.add(connection.from);
    this.#peers.get(connection.from)?.add(owner);
    post({ type: 'connection', connection, port }, [port]);
  }

  /** To a thread that may have ended since: then it is lost, as datagrams may be. */
  deliver(owner: number, datagram: Datagram): void {
    this.#threads.get(owner)?.({ type: 'datagram', datagram });
  }

  /**
   * Connects `from`, which is no thread, to who listens on `port`: the numbers of the connection and
   * of who has its other end, if there is one.
   */
  dial(
    from: NetworkSeat,
    port: number,
    messages: MessagePort,
  ): { id: number; owner: number } | undefined {
    for (const address of ['127.0.0.1', '::1']) {
      const place = this.#table.find(interfaceOf(parseIP(address)!)!, port);
      if (!place) continue;
      const { owner, ...at } = place;
      const id = this.#table.nextNumber();
      const local = { address, port: this.#table.nextEphemeralPort() };
      const names = { local, remote: { address, port } };
      this.connect(owner, { ...at, id, from: from.owner, ...names }, messages);
      return { id, owner };
    }
    return undefined;
  }

  listening(port: number, open: boolean): void {
    const before = this.#listening.get(port) ?? 0;
    const after = before + (open ? 1 : -1);
    this.#listening.set(port, after);
    if (after === 0) this.#listening.delete(port);
    if (before === 0 || after === 0) this.#onPort(port, open);
  }
}

const keyOf = ({ index, generation }: Place): string => `${index} ${generation}`;

function refuse(port: MessagePort): void {
  port.postMessage({ type: 'rst' } satisfies Segment);
  port.close();
}
