/**
 * internalBinding('cares_wrap') (src/cares_wrap.cc): names and addresses. getaddrinfo and
 * getnameinfo take a place in the thread pool, as in libuv; c-ares has no server to ask, so a query
 * finds nothing.
 */
import { formatIP, parseIP, parseIPv6 } from '../network/ip-address.ts';
import { hostOf } from '../network/names.ts';
import { AsyncWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';

interface Request {
  oncomplete?: (error: number | string | null, ...results: unknown[]) => void;
}

class GetAddrInfoReqWrap extends AsyncWrap {
  override get provider(): string {
    return 'GETADDRINFOREQWRAP';
  }
}
class GetNameInfoReqWrap extends AsyncWrap {
  override get provider(): string {
    return 'GETNAMEINFOREQWRAP';
  }
}
class QueryReqWrap extends AsyncWrap {
  override get provider(): string {
    return 'QUERYWRAP';
  }
}

type Server = [address: string, port: number];

export const caresWrap: BindingFactory = (thread) => {
  const binding = thread.skeleton('cares_wrap');
  const { DNS_ORDER_IPV4_FIRST, DNS_ORDER_IPV6_FIRST } = binding as Record<string, number>;

  class ChannelWrap extends AsyncWrap {
    #servers: Server[] = [];

    override get provider(): string {
      return 'DNSCHANNEL';
    }
    getServers(): Server[] {
      return this.#servers;
    }
    setServers(servers: [family: number, address: string, port: number][]): number {
      this.#servers = servers.map(([, address, port]) => [address, port]);
      return 0;
    }
    setLocalAddress(): void {}
    cancel(): void {}
    getHostByAddr(request: Request & object, address: string): number {
      const host = hostOf(address);
      this.answer(request, host === undefined ? 'ENOTFOUND' : null, host && [host]);
      return 0;
    }
    answer(request: Request & object, error: string | null, result?: unknown): void {
      thread.loop.request(() => request.oncomplete?.(error, result), request)();
    }
  }
  for (const name of Object.getOwnPropertyNames(binding['ChannelWrap'].prototype)) {
    if (!name.startsWith('query')) continue;
    Object.defineProperty(ChannelWrap.prototype, name, {
      value(this: ChannelWrap, request: Request & object): number {
        this.answer(request, 'ENOTFOUND');
        return 0;
      },
    });
  }

  return {
    ...binding,
    GetAddrInfoReqWrap,
    GetNameInfoReqWrap,
    QueryReqWrap,
    ChannelWrap,
    /** `order`: one of DNS_ORDER_…; `oncomplete` gets libuv's error or the addresses. */
    getaddrinfo(
      request: Request & object,
      name: string,
      family: number,
      _hints: number,
      order: number,
    ): number {
      const first = order === DNS_ORDER_IPV4_FIRST ? 4 : order === DNS_ORDER_IPV6_FIRST ? 6 : 0;
      const done = (_error: unknown, addresses: string[]) => {
        if (addresses.length > 0) request.oncomplete?.(null, addresses);
        else request.oncomplete?.(thread.errno('EAI_NONAME'), undefined);
      };
      thread.submitWork('getaddrinfo', [name, family, first], done, { wrap: request, slow: true });
      return 0;
    },
    getnameinfo(request: Request & object, address: string, port: number): number {
      const done = (_error: unknown, [host, service]: string[]) =>
        request.oncomplete?.(null, host, service);
      thread.submitWork('getnameinfo', [address, port], done, { wrap: request, slow: true });
      return 0;
    },
    canonicalizeIP(text: string): string | undefined {
      const bytes = parseIP(text);
      return bytes && formatIP(bytes);
    },
    convertIpv6StringToBuffer(text: string): Uint8Array | null {
      const bytes = parseIPv6(text);
      return bytes ? thread.require('buffer').Buffer.from(bytes) : null;
    },
  };
};
