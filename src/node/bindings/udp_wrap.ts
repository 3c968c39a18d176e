/**
 * internalBinding('udp_wrap') (src/udp_wrap.cc, libuv's unix/udp.c): UDP sockets of the loopback
 * network. Addresses of other machines cannot be reached, as without a network.
 */
import { isMulticast } from '../network/datagrams.ts';
import {
  formatIP,
  mapIPv4,
  parseIP,
  parseIPv4,
  parseIPv6,
  unmapIPv4,
  type IPBytes,
} from '../network/ip-address.ts';
import { mappedName, type Binding, type SocketName } from '../network/network.ts';
import type { Rights } from '../network/rights.ts';
import { interfaceOf } from '../network/port-table.ts';
import { AsyncWrap, HandleWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { SentHandle } from './stream_wrap/sent-handles.ts';

/** The largest payload of IPv4 and of IPv6. */
const MAX_PAYLOAD = { 4: 65507, 16: 65527 } as Record<number, number>;
/** Linux's net.core.rmem_default, which is also its maximum; what is set counts twice. */
const BUFFER_SIZE = 212992;
const MIN_BUFFER_SIZE = { recv: 2304, send: 4608 };

class SendWrap extends AsyncWrap {
  override get provider(): string {
    return 'UDPSENDWRAP';
  }
  oncomplete?: (status: number, sent: number) => void;
}

interface Received {
  bytes: Uint8Array;
  from: SocketName;
}

export const udpWrap: BindingFactory = (thread) => {
  const { errno, loop, network } = thread;
  const { datagrams } = network;
  const binding = thread.skeleton('udp_wrap');
  const { UV_UDP_IPV6ONLY, UV_UDP_REUSEADDR, UV_UDP_REUSEPORT } = binding['constants'];
  const { Buffer } = thread.require('buffer');
  const { getOptionValue } = thread.require('internal/options');

  const family = (address: string) => (address.includes(':') ? 'IPv6' : 'IPv4');
  /** A zone such as `%eth0` names no interface here. */
  const parse6 = (address: string) => parseIPv6(address.replace(/%.*$/, ''));

  class UDP extends HandleWrap implements SentHandle {
    #binding: Binding | undefined;
    #local: SocketName | undefined;
    #remote: { bytes: IPBytes; port: number } | undefined;
    #receiving = false;
    readonly #received: Received[] = [];
    readonly #groups = new Set<string>();
    readonly #bufferSizes = { recv: BUFFER_SIZE, send: BUFFER_SIZE };
    #multicastLoopback = true;
    #broadcast = false;
    #queued = { count: 0, size: 0 };
    onmessage?: (result: number, handle: UDP, bytes?: Uint8Array, from?: object) => void;

    override get provider(): string {
      return 'UDPWRAP';
    }
    get fd(): number {
      return -1;
    }

    /** Descriptors of sockets do not exist: none can be passed in. */
    open(): number {
      return errno('EBADF');
    }

    /** lib hands on whatever it was given as a port: what is no number is 0. */
    bind(address: string, port: unknown, flags = 0): number {
      return this.#bind(parseIPv4(address), Number(port) >>> 0, flags);
    }
    bind6(address: string, port: unknown, flags = 0): number {
      return this.#bind(parse6(address), Number(port) >>> 0, flags);
    }

    #bind(address: IPBytes | undefined, port: number, flags: number): number {
      if (!address || this.#binding || this.closed) return errno('EINVAL');
      const group = isMulticast(address);
      const at = interfaceOf(
        group ? new Uint8Array(address.length) : address,
        (flags & UV_UDP_IPV6ONLY) !== 0,
      );
      if (!at) return errno('EADDRNOTAVAIL');
      const shared = (flags & (UV_UDP_REUSEADDR | UV_UDP_REUSEPORT)) !== 0;
      this.#binding = datagrams.bind(at, port, shared, (...args) => this.#arrived(...args));
      if (!this.#binding) return errno('EADDRINUSE');
      this.#local = { address: formatIP(address), port: this.#binding.port };
      return 0;
    }

    #bindDeferred(length: number): number {
      return this.#binding ? 0 : this.#bind(new Uint8Array(length), 0, 0);
    }

    connect(address: string, port: number): number {
      return this.#connect(parseIPv4(address), port);
    }
    connect6(address: string, port: number): number {
      return this.#connect(parse6(address), port);
    }
    #connect(bytes: IPBytes | undefined, port: number): number {
      if (!bytes) return errno('EINVAL');
      if (this.#remote) return errno('EISCONN');
      const error = this.#bindDeferred(bytes.length);
      if (error) return error;
      if (!interfaceOf(bytes)) return errno('ENETUNREACH');
      this.#remote = { bytes, port };
      return 0;
    }
    disconnect(): number {
      if (!this.#remote) return errno('ENOTCONN');
      this.#remote = undefined;
      return 0;
    }

    /** `to` is a port and an address unless connected, then whether somebody waits for the end. */
    send(request: SendWrap, list: ArrayBufferView[], _count: number, ...to: unknown[]): number {
      return this.#send(request, list, to, parseIPv4);
    }
    send6(request: SendWrap, list: ArrayBufferView[], _count: number, ...to: unknown[]): number {
      return this.#send(request, list, to, parse6);
    }

    /** As uv_udp_try_send: the size and 1 if it was sent at once; 0: the request tells; or an error. */
    #send(
      request: SendWrap,
      list: ArrayBufferView[],
      to: unknown[],
      parse: (address: string) => IPBytes | undefined,
    ): number {
      const [port, address] = to.length >= 3 ? (to as [number, string]) : [undefined, undefined];
      const target = address === undefined ? this.#remote?.bytes : parse(address);
      if (!target) return errno(address === undefined ? 'EDESTADDRREQ' : 'EINVAL');
      const bytes = Buffer.concat(
        list.map(({ buffer, byteOffset, byteLength }) =>
          Buffer.from(buffer, byteOffset, byteLength),
        ),
      ) as Uint8Array;
      const transmit = (): number => this.#transmit(bytes, target, port ?? this.#remote!.port);
      const error = this.#bindDeferred(target.length);
      if (error) return error;
      if (!getOptionValue('--test-udp-no-try-send')) return transmit() || bytes.length + 1;
      this.#queued.count++;
      this.#queued.size += bytes.length;
      const done = loop.request(() => {
        this.#queued.count--;
        this.#queued.size -= bytes.length;
        const status = this.closed ? errno('ECANCELED') : transmit();
        request.oncomplete?.(status, status === 0 ? bytes.length : 0);
      }, request);
      done();
      return 0;
    }

    #transmit(bytes: Uint8Array, target: IPBytes, port: number): number {
      if (bytes.length > MAX_PAYLOAD[target.length]!) return errno('EMSGSIZE');
      if (port === 0) return errno('EINVAL');
      if (target.length === 4 && target.every((byte) => byte === 255)) {
        return errno(this.#broadcast ? 'ENETUNREACH' : 'EACCES');
      }
      const group = isMulticast(target);
      if (!group && !interfaceOf(target)) return errno('ENETUNREACH');
      if (group && !this.#multicastLoopback) return 0;
      const isIPv4 = unmapIPv4(target);
      const from = isIPv4 ? { address: '0.0.0.0', port: this.#local!.port } : this.#local!;
      const heard = datagrams.send(bytes, from, isIPv4 ?? target, port);
      if (!heard && this.#remote && this.#receiving) {
        loop.enqueue(() => this.#tell(errno('ECONNREFUSED')), this);
      }
      return 0;
    }

    #arrived(bytes: Uint8Array, from: SocketName, to: string): void {
      const name = family(this.#local!.address) === 'IPv6' ? mappedName(from) : from;
      if (this.#isFor(to) && this.#isFrom(name)) {
        this.#received.push({ bytes, from: name });
        this.#queueRead();
      } else if (this.#receiving) {
        datagrams.take(this.#binding!);
      }
    }
    #isFor(to: string): boolean {
      const group = isMulticast((to.includes(':') ? parse6 : parseIPv4)(to)!);
      return !group || this.#groups.has(to);
    }
    #isFrom(name: SocketName): boolean {
      if (!this.#remote) return true;
      const { bytes: peer, port } = this.#remote;
      const same = formatIP(name.address.includes(':') ? mapIPv4(peer) : peer) === name.address;
      return same && port === name.port;
    }

    recvStart(): number {
      if (this.closed) return errno('EBADF');
      const error = this.#bindDeferred(4);
      if (error) return error;
      this.#receiving = true;
      this.setActive(true);
      datagrams.take(this.#binding!);
      this.#queueRead();
      return 0;
    }
    recvStop(): number {
      this.#receiving = false;
      this.setActive(false);
      return 0;
    }
    #queueRead(): void {
      if (!this.#receiving || this.#received.length === 0) return;
      loop.enqueue(() => {
        if (!this.#receiving || this.closed) return;
        const received = this.#received.shift();
        if (!received) return;
        const { bytes, from } = received;
        this.#tell(bytes.length, Buffer.from(bytes.buffer, 0, bytes.length), {
          address: from.address,
          family: family(from.address),
          port: from.port,
        });
        // Not before: whoever stops now leaves the next one to the others who have the socket.
        if (this.#receiving && !this.closed) datagrams.take(this.#binding!);
      }, this);
    }
    #tell(result: number, bytes?: Uint8Array, from?: object): void {
      if (!this.closed) this.onmessage?.(result, this, bytes, from);
    }

    createRights(): Rights | undefined {
      if (!this.#binding) return undefined;
      const descriptor = network.shared.dup(this.#share(this.#binding));
      const names = { local: this.#local, remote: this.#peerName() };
      const groups = [...this.#groups];
      return { type: 'UDP', descriptor, binding: this.#binding, ...names, groups };
    }

    #share(binding: Binding): number {
      if (binding.descriptor === undefined) {
        datagrams.share(binding, () => this.#receiving);
        if (this.#receiving) datagrams.take(binding);
      }
      return binding.descriptor!;
    }

    adopt({ descriptor, binding, local, remote, groups }: Rights): void {
      this.#binding = { ...binding!, descriptor };
      this.#local = local;
      this.#remote = remote && { bytes: parseIP(remote.address)!, port: remote.port };
      for (const group of groups ?? []) this.#groups.add(group);
      datagrams.adopt(
        descriptor,
        (...args) => this.#arrived(...args),
        () => this.#receiving,
      );
    }

    #peerName(): SocketName | undefined {
      return this.#remote && { address: formatIP(this.#remote.bytes), port: this.#remote.port };
    }

    getsockname(into: Record<string, unknown>): number {
      if (!this.#local) return errno('EBADF');
      const { address, port } = this.#local;
      Object.assign(into, { address, family: family(address), port });
      return 0;
    }
    getpeername(into: Record<string, unknown>): number {
      if (!this.#remote) return errno('ENOTCONN');
      const { address, port } = this.#peerName()!;
      Object.assign(into, { address, family: family(address), port });
      return 0;
    }

    addMembership(group: string): number {
      return this.#join(group);
    }
    dropMembership(group: string): number {
      return this.#leave(group);
    }
    addSourceSpecificMembership(source: string, group: string): number {
      return parseIPv4(source) || parse6(source) ? this.#join(group) : errno('EINVAL');
    }
    dropSourceSpecificMembership(source: string, group: string): number {
      return parseIPv4(source) || parse6(source) ? this.#leave(group) : errno('EINVAL');
    }
    #join(group: string): number {
      const address = parseIPv4(group) ?? parse6(group);
      if (!address || !isMulticast(address)) return errno('EINVAL');
      const error = this.#bindDeferred(address.length);
      if (error) return error;
      if (this.#groups.has(formatIP(address))) return errno('EADDRINUSE');
      this.#groups.add(formatIP(address));
      return 0;
    }
    #leave(group: string): number {
      const address = parseIPv4(group) ?? parse6(group);
      if (!address || !isMulticast(address)) return errno('EINVAL');
      return this.#groups.delete(formatIP(address)) ? 0 : errno('EADDRNOTAVAIL');
    }

    setMulticastInterface(text: string): number {
      const isIPv6 = this.#local !== undefined && family(this.#local.address) === 'IPv6';
      const address = isIPv6 ? parse6(text) : parseIPv4(text);
      if (!address) return errno('EINVAL');
      return interfaceOf(address) ? 0 : errno('EADDRNOTAVAIL');
    }
    /** A loopback counts no hops. */
    #setHops(hops: number, least: number): number {
      if (!this.#binding) return errno('EBADF');
      return hops < least || hops > 255 ? errno('EINVAL') : 0;
    }
    setTTL(hops: number): number {
      return this.#setHops(hops, 1);
    }
    setMulticastTTL(hops: number): number {
      return this.#setHops(hops, -1);
    }
    setMulticastLoopback(on: number): number {
      if (!this.#binding) return errno('EBADF');
      this.#multicastLoopback = on !== 0;
      return 0;
    }
    setBroadcast(on: number): number {
      if (!this.#binding) return errno('EBADF');
      this.#broadcast = on !== 0;
      return 0;
    }

    /** With 0 it is asked for, else set; `context` is told of an error. */
    bufferSize(size: number, receives: boolean, context: object): number | undefined {
      const kind = receives ? 'recv' : 'send';
      const error = size > 2 ** 31 - 1 ? 'EINVAL' : !this.#binding ? 'EBADF' : undefined;
      if (error) {
        const syscall = `uv_${kind}_buffer_size`;
        const message = thread.internalBinding('uv')['getErrorMap']().get(errno(error))[1];
        Object.assign(context, { errno: errno(error), code: error, message, syscall });
        return undefined;
      }
      if (size === 0) return this.#bufferSizes[kind];
      this.#bufferSizes[kind] = Math.max(2 * Math.min(size, BUFFER_SIZE), MIN_BUFFER_SIZE[kind]);
      return size;
    }
    getSendQueueSize(): number {
      return this.#queued.size;
    }
    getSendQueueCount(): number {
      return this.#queued.count;
    }

    override onClose(): void {
      if (this.#binding) datagrams.release(this.#binding);
      super.onClose();
    }
  }
  return { ...binding, UDP, SendWrap };
};
