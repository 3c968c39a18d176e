/** internalBinding('block_list') (src/node_sockaddr.cc): SocketAddress and BlockList. */
import { compareIP, formatIP, mapIPv4, parseIPv4, parseIPv6 } from '../network/ip-address.ts';
import { unmapIPv4, type IPBytes } from '../network/ip-address.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** A rule of ranges: a subnet is one too. */
interface Rule {
  text: string;
  first: IPBytes;
  last: IPBytes;
}

/** IPv4 also where it is written as IPv6: addresses of one length can be compared. */
function plain(bytes: IPBytes): IPBytes {
  return unmapIPv4(bytes) ?? bytes;
}

function isWithin(bytes: IPBytes, { first, last }: Rule): boolean {
  if (bytes.length !== first.length || bytes.length !== last.length) return false;
  return compareIP(first, bytes) <= 0 && compareIP(bytes, last) <= 0;
}

/** The first and last address of a subnet. */
function subnet(network: IPBytes, prefix: number): Pick<Rule, 'first' | 'last'> {
  const skipped = network.length === 4 ? 96 : 0;
  const edge = (rest: number) =>
    mapIPv4(network).map((byte, i) => {
      const kept = Math.min(Math.max(prefix + skipped - 8 * i, 0), 8);
      const mask = (0xff00 >> kept) & 0xff;
      return (byte & mask) | (rest & ~mask & 0xff);
    });
  return { first: plain(edge(0)), last: plain(edge(0xff)) };
}

export const blockList: BindingFactory = (thread) => {
  const binding = thread.skeleton('block_list');
  const { AF_INET, AF_INET6 } = binding as Record<string, number>;
  const parse = (text: string, family: number): IPBytes | undefined =>
    family === AF_INET ? parseIPv4(text) : parseIPv6(text);
  const familyName = (bytes: IPBytes) => (bytes.length === 4 ? 'IPv4' : 'IPv6');
  const textOf = (bytes: IPBytes) => `${familyName(bytes)} ${formatIP(bytes)}`;

  class SocketAddress {
    readonly bytes: IPBytes;
    readonly #port: number;
    readonly #flowlabel: number;

    constructor(address: string, port: number, family: number, flowlabel: number) {
      const bytes = parse(address, family);
      if (!bytes) {
        const error = new Error('Invalid socket address');
        throw Object.assign(error, { code: 'ERR_INVALID_ADDRESS' });
      }
      this.bytes = bytes;
      this.#port = port;
      this.#flowlabel = flowlabel;
    }

    detail(into: object): object {
      return Object.assign(into, {
        address: formatIP(this.bytes),
        port: this.#port,
        family: this.bytes.length === 4 ? AF_INET : AF_INET6,
        flowlabel: this.#flowlabel,
      });
    }
    legacyDetail(into: object): object {
      const { bytes } = this;
      const address = formatIP(bytes);
      return Object.assign(into, { address, port: this.#port, family: familyName(bytes) });
    }
    flowlabel(): number {
      return this.#flowlabel;
    }
  }

  class BlockList {
    readonly #addresses = new Map<string, IPBytes>();
    /** The newest first. */
    #rules: Rule[] = [];

    addAddress({ bytes }: SocketAddress): void {
      this.#addresses.set(`Address: ${textOf(bytes)}`, plain(bytes));
    }
    addAddresses(addresses: SocketAddress[]): void {
      for (const address of addresses) this.addAddress(address);
    }
    removeAddress({ bytes }: SocketAddress): void {
      this.#addresses.delete(`Address: ${textOf(bytes)}`);
    }

    addRange(start: SocketAddress, end: SocketAddress): boolean | undefined {
      const [first, last] = [plain(start.bytes), plain(end.bytes)];
      if (first.length === last.length && compareIP(first, last) > 0) return false;
      this.#rules.unshift({ text: this.#rangeText(start, end), first, last });
      return undefined;
    }
    removeRange(start: SocketAddress, end: SocketAddress): void {
      this.#remove(this.#rangeText(start, end));
    }
    #rangeText(start: SocketAddress, end: SocketAddress): string {
      return `Range: ${textOf(start.bytes)}-${formatIP(end.bytes)}`;
    }

    addSubnet(network: SocketAddress, prefix: number): void {
      const text = this.#subnetText(network, prefix);
      this.#rules.unshift({ text, ...subnet(network.bytes, prefix) });
    }
    removeSubnet(network: SocketAddress, prefix: number): void {
      this.#remove(this.#subnetText(network, prefix));
    }
    #subnetText({ bytes }: SocketAddress, prefix: number): string {
      return `Subnet: ${textOf(bytes)}/${prefix}`;
    }

    #remove(text: string): void {
      this.#rules = this.#rules.filter((rule) => rule.text !== text);
    }

    check({ bytes }: SocketAddress): boolean {
      return this.#blocks(plain(bytes));
    }
    checkString(text: string, family: number): boolean {
      const bytes = parse(text, family);
      return bytes !== undefined && this.#blocks(plain(bytes));
    }
    #blocks(bytes: IPBytes): boolean {
      for (const address of this.#addresses.values()) {
        if (isWithin(bytes, { text: '', first: address, last: address })) return true;
      }
      return this.#rules.some((rule) => isWithin(bytes, rule));
    }

    getRules(): string[] {
      return [...this.#addresses.keys(), ...this.#rules.map(({ text }) => text)];
    }
    getSize(): number {
      return this.#addresses.size + this.#rules.length;
    }
    clear(): void {
      this.#addresses.clear();
      this.#rules = [];
    }
  }
  return { ...binding, SocketAddress, BlockList };
};
