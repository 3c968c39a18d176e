/** The loopback network as the frame keeps it: who is on it, and connections between threads. */
import type { Segment } from '../network/endpoint.ts';
import { parseIP } from '../network/ip-address.ts';
import { PortTable, interfaceOf } from '../network/port-table.ts';
import type { Datagram, FrameToThread, IncomingConnection, NetworkSeat } from '../protocol.ts';

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

  /** `onPort` hears of the first socket that listens on a port, and of the last that ceases to. */
  constructor(onPort: (port: number, open: boolean) => void) {
    this.#onPort = onPort;
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
    if (!post) {
      port.postMessage({ type: 'rst' } satisfies Segment);
      return port.close();
    }
    this.#peers.get(owner)?.add(connection.from);
    this.#peers.get(connection.from)?.add(owner);
    post({ type: 'connection', connection, port }, [port]);
  }

  /** To a thread that may have ended since: then it is lost, as datagrams may be. */
  deliver(owner: number, datagram: Datagram): void {
    this.#threads.get(owner)?.({ type: 'datagram', datagram });
  }

  /** Connects `from`, which is no thread, to who listens on `port`: its number, if there is one. */
  dial(from: NetworkSeat, port: number, messages: MessagePort): number | undefined {
    for (const address of ['127.0.0.1', '::1']) {
      const place = this.#table.find(interfaceOf(parseIP(address)!)!, port);
      if (!place) continue;
      const { owner, ...at } = place;
      const local = { address, port: this.#table.nextEphemeralPort() };
      const names = { local, remote: { address, port } };
      this.connect(owner, { ...at, from: from.owner, ...names }, messages);
      return owner;
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
