/**
 * The loopback network as one thread sees it: its listening sockets, and connections to those of
 * any thread of the machine. A connection within the thread is a pair of endpoints; one to another
 * thread is a MessagePort that the frame hands over.
 */
import type { IncomingConnection, NetworkSeat, ThreadToFrame } from '../protocol.ts';
import { Datagrams } from './datagrams.ts';
import { Endpoint } from './endpoint.ts';
import { formatIP, mapIPv4, type IPBytes } from './ip-address.ts';
import { LOCAL, PortTable, interfaceOf, type Interface, type Place } from './port-table.ts';
import { reachable } from './reachable.ts';

export interface SocketName {
  address: string;
  port: number;
}

/** An established connection as its owner gets it. */
export interface Accepted {
  endpoint: Endpoint;
  local: SocketName;
  remote: SocketName;
}

export interface Binding extends Place {
  at: Interface;
  port: number;
}

interface Listener {
  generation: number;
  accept(connection: Accepted): void;
}

type Post = (message: ThreadToFrame, transfer?: Transferable[]) => void;

export class Network {
  readonly datagrams: Datagrams;
  readonly #table: PortTable;
  readonly #owner: number;
  readonly #post: Post;
  readonly #listeners = new Map<number, Listener>();
  /** Ends of connections to other threads, and the number of that thread. */
  readonly #remote = new Map<Endpoint, number>();

  constructor({ table, datagrams, owner }: NetworkSeat, post: Post) {
    this.datagrams = new Datagrams(datagrams, owner, post);
    this.#table = new PortTable(table);
    this.#owner = owner;
    this.#post = post;
  }

  /** Takes a port (0: any); undefined if it is taken. `shared`: with others that share it, too. */
  bind(at: Interface, port: number, shared = false): Binding | undefined {
    const place = this.#table.bind(this.#owner, at, port, shared);
    return place && { ...place, at };
  }

  /** `accept` is called at once for each new connection. */
  listen(binding: Binding, accept: Listener['accept']): void {
    this.#listeners.set(binding.index, { generation: binding.generation, accept });
    this.#table.listen(binding);
    this.#announce(binding, true);
  }

  release(binding: Binding): void {
    this.#table.release(binding);
    if (this.#listeners.delete(binding.index)) this.#announce(binding, false);
  }

  #announce({ at, port }: Binding, open: boolean): void {
    if (at !== LOCAL) this.#post({ type: 'listening', port, open });
  }

  /**
   * Connects to an address of this machine; undefined if nobody listens there. `bound` is where the
   * connecting socket was bound before, if it was.
   */
  connect(address: IPBytes, port: number, bound?: SocketName): Accepted | undefined {
    const target = reachable(address);
    const isAnywhere = !bound || bound.address === '0.0.0.0' || bound.address === '::';
    const names = {
      local: {
        address: isAnywhere ? formatIP(target) : bound.address,
        port: bound?.port ?? this.#table.nextEphemeralPort(),
      },
      remote: { address: formatIP(target), port },
    };
    return this.#connect(interfaceOf(target)!, port, names);
  }

  /** Connects to the local socket whose inode has this number. */
  connectLocal(inode: number): Endpoint | undefined {
    const nameless = { address: '', port: 0 };
    return this.#connect(LOCAL, inode, { local: nameless, remote: nameless })?.endpoint;
  }

  #connect(at: Interface, port: number, names: Omit<Accepted, 'endpoint'>): Accepted | undefined {
    const place = this.#table.find(at, port);
    if (!place) return undefined;
    const { index, generation, owner } = place;
    const connection = { index, generation, from: this.#owner, ...names };
    if (owner === this.#owner) {
      const [near, far] = Endpoint.createPair();
      this.#accept(far, connection);
      return { endpoint: near, ...names };
    }
    const { port1, port2 } = new MessageChannel();
    this.#post({ type: 'connect', owner, connection, port: port2 }, [port2]);
    return { endpoint: this.#over(port1, owner), ...names };
  }

  /** The frame's word that another thread connects. */
  incoming(connection: IncomingConnection, port: MessagePort): void {
    this.#accept(this.#over(port, connection.from), connection);
  }

  #accept(endpoint: Endpoint, { index, generation, local, remote }: IncomingConnection): void {
    const listener = this.#listeners.get(index);
    if (listener?.generation !== generation) return endpoint.reset();
    listener.accept({ endpoint, local: remote, remote: local });
  }

  /** An end whose other end is in the thread `owner`. */
  #over(port: MessagePort, owner: number): Endpoint {
    const endpoint = new Endpoint();
    this.#remote.set(endpoint, owner);
    port.onmessage = ({ data }) => endpoint.receive(data);
    endpoint.connect({
      send: (segment) =>
        port.postMessage(segment, segment.type === 'data' ? [segment.bytes.buffer] : []),
      close: () => {
        port.close();
        this.#remote.delete(endpoint);
      },
    });
    return endpoint;
  }

  /** The frame's word that a thread has ended: no port tells of that. */
  left(owner: number): void {
    for (const [endpoint, peer] of this.#remote) if (peer === owner) endpoint.lost();
  }

  /** The thread ends: other threads hear of it behind the last byte. */
  closeAll(): void {
    for (const endpoint of this.#remote.keys()) endpoint.close();
  }
}

/** How the listening socket of an IPv6 wildcard names an IPv4 peer: `::ffff:127.0.0.1`. */
export function mappedName({ address, port }: SocketName): SocketName {
  const parts = address.split('.').map(Number);
  return parts.length === 4
    ? { address: formatIP(mapIPv4(Uint8Array.from(parts))), port }
    : { address, port };
}
