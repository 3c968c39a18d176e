/**
 * The loopback network as one thread sees it: its listening sockets, and connections to those of
 * any thread of the machine. A connection within the thread is a pair of endpoints; one to another
 * thread is a MessagePort that the frame hands over. What is shared with other processes is the
 * frame's (shared-sockets.ts): a place in the table then has SHARED_OWNER.
 */
import type { IncomingConnection, NetworkSeat, ThreadToFrame } from '../protocol.ts';
import { Datagrams } from './datagrams.ts';
import { Endpoint } from './endpoint.ts';
import { formatIP, mapIPv4, type IPBytes } from './ip-address.ts';
import { connectOver } from './link.ts';
import {
  LOCAL,
  PortTable,
  SHARED_OWNER,
  interfaceOf,
  type Interface,
  type Place,
} from './port-table.ts';
import { reachable } from './reachable.ts';
import { SharedSockets } from './shared-sockets.ts';
import type { StreamResource } from './stream-resource.ts';

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
  /** Set if the socket is shared: this thread's descriptor of it. */
  descriptor?: number;
}

interface Listener {
  generation: number;
  accept(connection: Accepted): void;
}

/** How an end reaches the one in another thread. */
interface Way {
  owner: number;
  /** The connection's number on the machine. */
  id: number;
  port: MessagePort;
}

type Post = (message: ThreadToFrame, transfer?: Transferable[]) => void;

export class Network {
  readonly datagrams: Datagrams;
  readonly shared: SharedSockets;
  readonly #table: PortTable;
  readonly #owner: number;
  readonly #post: Post;
  readonly #listeners = new Map<number, Listener>();
  /** Those of shared sockets, by descriptor. */
  readonly #sharedListeners = new Map<number, Listener['accept']>();
  readonly #remote = new Map<Endpoint, Way>();

  constructor({ table, datagrams, owner }: NetworkSeat, post: Post) {
    this.#table = new PortTable(table);
    this.shared = new SharedSockets(this.#table, post);
    this.datagrams = new Datagrams(datagrams, owner, post, this.shared);
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
    this.#table.listen(binding);
    if (binding.descriptor !== undefined) {
      this.shared.act(binding.descriptor, { do: 'listen' });
      return this.#listenShared(binding.descriptor, accept);
    }
    this.#listeners.set(binding.index, { generation: binding.generation, accept });
    this.#announce(binding, true);
  }

  /** The socket becomes one that other processes can have too: gives its descriptor. */
  share(binding: Binding): number {
    if (binding.descriptor !== undefined) return binding.descriptor;
    const listener = this.#listeners.get(binding.index);
    const isListening = listener !== undefined;
    const descriptor = this.shared.share({
      kind: 'listener',
      binding: { ...binding },
      isListening,
    });
    binding.descriptor = descriptor;
    this.#table.give(binding, SHARED_OWNER);
    if (listener) {
      this.#listeners.delete(binding.index);
      this.#listenShared(descriptor, listener.accept);
    }
    return descriptor;
  }

  /** As with epoll, all who listen hear of a connection, and who is first gets it. */
  #listenShared(descriptor: number, accept: Listener['accept']): void {
    const take = (): void => this.shared.act(descriptor, { do: 'take' });
    this.#sharedListeners.set(descriptor, (connection) => {
      take();
      accept(connection);
    });
    this.shared.listen(descriptor, ({ type }) => type === 'ready' && take());
    take();
  }

  release(binding: Binding): void {
    if (binding.descriptor !== undefined) {
      this.#sharedListeners.delete(binding.descriptor);
      return this.shared.close(binding.descriptor);
    }
    this.#table.release(binding);
    if (this.#listeners.delete(binding.index)) this.#announce(binding, false);
  }

  #announce({ at, port }: Binding, open: boolean): void {
    if (at.family !== LOCAL.family) this.#post({ type: 'listening', port, open });
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
    const id = this.#table.nextNumber();
    const connection = { index, generation, id, from: this.#owner, ...names };
    if (owner === this.#owner) {
      const [near, far] = Endpoint.createPair();
      this.#accept(far, connection);
      return { endpoint: near, ...names };
    }
    const { port1, port2 } = new MessageChannel();
    const endpoint = this.#over({ port: port1, owner, id });
    this.#post({ type: 'connect', owner, connection, port: port2 }, [port2]);
    return { endpoint, ...names };
  }

  /** The frame's word that another thread connects. */
  incoming(connection: IncomingConnection, port: MessagePort): void {
    if (!this.#acceptOf(connection) && this.#table.ownerOf(connection) === SHARED_OWNER) {
      return this.#post({ type: 'connect', owner: SHARED_OWNER, connection, port }, [port]);
    }
    const { from: owner, id } = connection;
    this.#accept(this.#over({ port, owner, id }), connection);
  }

  #acceptOf({ index, generation, descriptor }: IncomingConnection): Listener['accept'] | undefined {
    if (descriptor !== undefined) return this.#sharedListeners.get(descriptor);
    const listener = this.#listeners.get(index);
    return listener?.generation === generation ? listener.accept : undefined;
  }

  #accept(endpoint: Endpoint, connection: IncomingConnection): void {
    const accept = this.#acceptOf(connection);
    if (!accept) return endpoint.reset();
    accept({ endpoint, local: connection.remote, remote: connection.local });
  }

  /** An end whose other end is in another thread. */
  #over(way: Way, endpoint = new Endpoint()): Endpoint {
    this.#remote.set(endpoint, way);
    connectOver(endpoint, way.port, () => this.#remote.delete(endpoint));
    return endpoint;
  }

  /** The connection becomes one that other processes can have too: gives its descriptor. */
  shareConnection(endpoint: Endpoint): number {
    if (endpoint.descriptor !== undefined) return endpoint.descriptor;
    const way = this.#wayFrom(endpoint);
    if (way) way.port.onmessage = null;
    this.#remote.delete(endpoint);
    const state = endpoint.detach();
    const connection = { kind: 'connection', state, ...way } as const;
    const descriptor = this.shared.share(connection, way ? [way.port] : []);
    this.shared.connect(endpoint, descriptor);
    return descriptor;
  }

  /**
   * What a stream handle is shared as: its connection, or else the socket that it is bound to.
   * Undefined: it has neither.
   */
  shareStream(resource: StreamResource | undefined, binding?: Binding): number | undefined {
    if (resource instanceof Endpoint) return this.shareConnection(resource);
    return binding && this.share(binding);
  }

  /** A connection that was received with `descriptor`. */
  adoptConnection(descriptor: number): Endpoint {
    const endpoint = new Endpoint();
    this.shared.connect(endpoint, descriptor);
    return endpoint;
  }

  /** What the frame takes over; undefined: there is no other end any more. */
  #wayFrom(endpoint: Endpoint): Way | undefined {
    const { far } = endpoint;
    if (!far) return this.#remote.get(endpoint);
    const { port1, port2 } = new MessageChannel();
    const id = this.#table.nextNumber();
    this.#over({ port: port1, owner: SHARED_OWNER, id }, far);
    return { owner: this.#owner, id, port: port2 };
  }

  /** The frame's word that the other end of a connection is somebody else's now. */
  moved(id: number, owner: number): void {
    for (const way of this.#remote.values()) if (way.id === id) way.owner = owner;
  }

  /** The frame's word that a thread has ended: no port tells of that. */
  left(owner: number): void {
    for (const [endpoint, way] of this.#remote) if (way.owner === owner) endpoint.lost();
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
