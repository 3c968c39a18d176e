/**
 * internalBinding('tcp_wrap') (src/tcp_wrap.cc, src/connection_wrap.cc): sockets of the loopback
 * network. Addresses of other machines cannot be reached, as without a network.
 */
import { runInFrame } from '../modules/async-context.ts';
import { formatIP, parseIPv4, parseIPv6, unmapIPv4, type IPBytes } from '../network/ip-address.ts';
import { mappedName, type Accepted, type Binding, type SocketName } from '../network/network.ts';
import { interfaceOf } from '../network/port-table.ts';
import type { Rights } from '../network/rights.ts';
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';
import type { LibuvStreamWrapClass } from './stream_wrap.ts';
import type { SentHandle } from './stream_wrap/sent-handles.ts';

class TCPConnectWrap extends AsyncWrap {
  override get provider(): string {
    return 'TCPCONNECTWRAP';
  }
  oncomplete?: (
    status: number,
    handle: object,
    request: object,
    readable: boolean,
    writable: boolean,
  ) => void;
}

export const tcpWrap: BindingFactory = (thread) => {
  const { errno, loop, network } = thread;
  const binding = thread.skeleton('tcp_wrap');
  const { SERVER, UV_TCP_IPV6ONLY, UV_TCP_REUSEPORT } = binding['constants'] as Record<
    string,
    number
  >;
  const { LibuvStreamWrap } = thread.internalBinding('stream_wrap') as {
    LibuvStreamWrap: LibuvStreamWrapClass;
  };

  /** Fills the object that lib passes to getsockname and getpeername. */
  function describe(name: SocketName | undefined, into: Record<string, unknown>): number {
    if (!name) return errno('ENOTCONN');
    const family = name.address.includes(':') ? 'IPv6' : 'IPv4';
    Object.assign(into, { address: name.address, family, port: name.port });
    return 0;
  }

  /** AsyncWrap asks for the provider before the object has fields of its own. */
  let newType = 0;

  class TCP extends LibuvStreamWrap implements SentHandle {
    readonly #type = newType;
    #binding: Binding | undefined;
    /** libuv's delayed_error: an address in use is told by listen() and connect(). */
    #bindError = 0;
    #local: SocketName | undefined;
    #remote: SocketName | undefined;
    #typeOfService = 0;
    onconnection?: (status: number, client: TCP | undefined) => void;

    constructor(type: number) {
      newType = type;
      super();
    }

    override get provider(): string {
      const type = #type in this ? this.#type : newType;
      return type === SERVER ? 'TCPSERVERWRAP' : 'TCPWRAP';
    }

    /** Descriptors of sockets do not exist: none can be passed in. */
    open(): number {
      return errno('EBADF');
    }

    bind(address: string, port: number, flags = 0): number {
      return this.#bind(parseIPv4(address), port, flags);
    }
    bind6(address: string, port: number, flags = 0): number {
      return this.#bind(parseIPv6(address), port, flags);
    }

    #bind(address: IPBytes | undefined, port: number, flags: number): number {
      if (!address || this.#binding) return errno('EINVAL');
      const at = interfaceOf(address, (flags & UV_TCP_IPV6ONLY!) !== 0);
      if (!at) return errno('EADDRNOTAVAIL');
      this.#binding = network.bind(at, port, (flags & UV_TCP_REUSEPORT!) !== 0);
      this.#bindError = this.#binding ? 0 : errno('EADDRINUSE');
      this.#local = { address: formatIP(address), port: this.#binding?.port ?? port };
      return 0;
    }

    listen(): number {
      if (this.#bindError) return this.#bindError;
      if (!this.#binding) {
        const error = this.#bind(parseIPv4('0.0.0.0'), 0, 0);
        if (error) return error;
      }
      network.listen(this.#binding!, (connection) => this.#enqueue(connection));
      this.setActive(true);
      return 0;
    }

    /** A connection that was not accepted before the server closed is reset. */
    #enqueue(connection: Accepted): void {
      loop.enqueue(() => {
        if (this.closed) return connection.endpoint.reset();
        // C++ makes it before it calls JavaScript: it belongs to no store.
        const client = runInFrame(undefined, () => new TCP(0));
        const isIPv6 = this.#local!.address.includes(':');
        client.#establish({
          endpoint: connection.endpoint,
          local: isIPv6 ? mappedName(connection.local) : connection.local,
          remote: isIPv6 ? mappedName(connection.remote) : connection.remote,
        });
        this.onconnection?.(0, client);
      }, this);
    }

    connect(req: TCPConnectWrap, address: string, port: number): number {
      return this.#connect(req, parseIPv4(address), port);
    }
    connect6(req: TCPConnectWrap, address: string, port: number): number {
      return this.#connect(req, parseIPv6(address), port);
    }

    #connect(req: TCPConnectWrap, address: IPBytes | undefined, port: number): number {
      if (!address) return errno('EINVAL');
      if (!interfaceOf(address)) return errno('ENETUNREACH');
      const done = loop.request((status: number) => {
        const outcome = this.closed ? errno('ECANCELED') : status;
        req.oncomplete?.(outcome, this, req, outcome === 0, outcome === 0);
      }, req);
      if (this.#bindError) {
        done(this.#bindError);
        return 0;
      }
      const connection = network.connect(address, port, this.#binding && this.#local);
      if (connection) {
        const mapped = address.length === 16 && unmapIPv4(address);
        this.#establish({
          endpoint: connection.endpoint,
          local: mapped ? mappedName(connection.local) : connection.local,
          remote: mapped ? mappedName(connection.remote) : connection.remote,
        });
      }
      done(connection ? 0 : errno('ECONNREFUSED'));
      return 0;
    }

    #establish({ endpoint, local, remote }: Accepted): void {
      this.#local = local;
      this.#remote = remote;
      this.attach(endpoint);
    }

    createRights(): Rights | undefined {
      if (this.#bindError) return { type: 'TCP', descriptor: 0 };
      const descriptor = network.shareStream(this.resource, this.#binding);
      if (descriptor === undefined) return undefined;
      const binding = this.resource ? undefined : this.#binding;
      const names = { local: this.#local, remote: this.#remote };
      return { type: 'TCP', descriptor: network.shared.dup(descriptor), binding, ...names };
    }

    adopt({ descriptor, binding, local, remote }: Rights): void {
      this.#local = local;
      this.#remote = remote;
      if (binding) this.#binding = { ...binding, descriptor };
      else if (descriptor !== 0) this.attach(network.adoptConnection(descriptor));
    }

    getsockname(into: Record<string, unknown>): number {
      return describe(this.#local ?? { address: '0.0.0.0', port: 0 }, into);
    }
    getpeername(into: Record<string, unknown>): number {
      return describe(this.#remote, into);
    }

    /** A loopback without delays has nothing to tune. */
    setNoDelay(): number {
      return 0;
    }
    setKeepAlive(): number {
      return 0;
    }
    setTypeOfService(value: number): number {
      this.#typeOfService = value;
      return 0;
    }
    getTypeOfService(): number {
      return this.#typeOfService;
    }

    /** uv_tcp_close_reset. */
    reset(callback?: () => void): number {
      if (this.closed) return 0;
      const { resource } = this;
      if (resource && 'reset' in resource) (resource as Accepted['endpoint']).reset();
      this.close(callback);
      return 0;
    }

    override onClose(): void {
      if (this.#binding) network.release(this.#binding);
      super.onClose();
    }
  }
  return { ...binding, TCP, TCPConnectWrap };
};
