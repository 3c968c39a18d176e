/**
 * UDP on the loopback network as one thread sees it: its bound sockets, and datagrams to those of
 * any thread of the machine. None is lost on the way; what nobody is bound to is dropped.
 */
import type { Datagram, ThreadToFrame } from '../protocol.ts';
import { formatIP, type IPBytes } from './ip-address.ts';
import type { Binding, SocketName } from './network.ts';
import { PortTable, SHARED_OWNER, interfaceOf, type Interface } from './port-table.ts';
import { reachable } from './reachable.ts';
import type { SharedSockets } from './shared-sockets.ts';

type Receive = (bytes: Uint8Array, from: SocketName, to: string) => void;

export class Datagrams {
  readonly #table: PortTable;
  readonly #owner: number;
  readonly #post: (message: ThreadToFrame) => void;
  readonly #shared: SharedSockets;
  readonly #sockets = new Map<number, { generation: number; receive: Receive }>();
  /** Those that other processes may have too, by descriptor. */
  readonly #sharedSockets = new Map<number, Receive>();

  constructor(
    table: SharedArrayBuffer,
    owner: number,
    post: (message: ThreadToFrame) => void,
    shared: SharedSockets,
  ) {
    this.#shared = shared;
    this.#table = new PortTable(table);
    this.#owner = owner;
    this.#post = post;
  }

  /** Takes a port (0: any); undefined if it is taken. `shared`: with others that share it, too. */
  bind(at: Interface, port: number, shared: boolean, receive: Receive): Binding | undefined {
    const place = this.#table.bind(this.#owner, at, port, shared);
    if (!place) return undefined;
    this.#sockets.set(place.index, { generation: place.generation, receive });
    this.#table.listen(place);
    return { ...place, at };
  }

  /** The socket becomes one that other processes can have too. */
  share(binding: Binding, isReceiving: () => boolean): void {
    const { receive } = this.#sockets.get(binding.index)!;
    this.#sockets.delete(binding.index);
    binding.descriptor = this.#shared.share({ kind: 'datagrams', binding: { ...binding } });
    this.#table.give(binding, SHARED_OWNER);
    this.adopt(binding.descriptor, receive, isReceiving);
  }

  /** `receive` gets what is taken by this descriptor: as with epoll, who asks first gets it. */
  adopt(descriptor: number, receive: Receive, isReceiving: () => boolean): void {
    this.#sharedSockets.set(descriptor, receive);
    this.#shared.listen(descriptor, ({ type }) => {
      if (type === 'ready' && isReceiving()) this.#take(descriptor);
    });
  }

  #take(descriptor: number): void {
    this.#shared.act(descriptor, { do: 'take' });
  }

  /** Of a shared socket: the next datagram is wanted. */
  take(binding: Binding): void {
    if (binding.descriptor !== undefined) this.#take(binding.descriptor);
  }

  release(binding: Binding): void {
    if (binding.descriptor !== undefined) {
      this.#sharedSockets.delete(binding.descriptor);
      return this.#shared.close(binding.descriptor);
    }
    this.#table.release(binding);
    this.#sockets.delete(binding.index);
  }

  /**
   * To an address of this machine, or to every socket on the port of a multicast address. False if
   * nobody is there. `from` may be a wildcard.
   */
  send(bytes: Uint8Array, from: SocketName, address: IPBytes, port: number): boolean {
    const target = reachable(address);
    const isAnywhere = from.address === '0.0.0.0' || from.address === '::';
    const source = isAnywhere && !isMulticast(target) ? formatIP(target) : from.address;
    const datagram = {
      bytes: new Uint8Array(bytes),
      from: { address: isMulticast(target) && isAnywhere ? '127.0.0.1' : source, port: from.port },
      to: formatIP(target),
    };
    const places = isMulticast(target)
      ? this.#table.findAll(port)
      : [this.#table.find(interfaceOf(target)!, port)].filter((place) => place !== undefined);
    for (const { index, generation, owner } of places) {
      const addressed = { ...datagram, index, generation };
      if (owner === this.#owner) this.receive(addressed);
      else this.#post({ type: 'datagram', owner, datagram: addressed });
    }
    return places.length > 0;
  }

  /** From a thread of the machine, this one included. */
  receive(datagram: Datagram): void {
    const { index, generation, descriptor, bytes, from, to } = datagram;
    const socket = this.#sockets.get(index);
    const taken = descriptor !== undefined && this.#sharedSockets.get(descriptor);
    if (taken) return taken(bytes, from, to);
    if (socket?.generation === generation) return socket.receive(bytes, from, to);
    // It was sent before the socket was shared, or taken just before this descriptor was closed.
    if (this.#table.ownerOf(datagram) === SHARED_OWNER) {
      this.#post({ type: 'datagram', owner: SHARED_OWNER, datagram });
    }
  }
}

export function isMulticast(address: IPBytes): boolean {
  return address.length === 4 ? address[0]! >> 4 === 0xe : address[0] === 0xff;
}
