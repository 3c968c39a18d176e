/** The names that this machine knows, as /etc/hosts would have them. There is no DNS server. */
import { parseIPv4 } from './ip-address.ts';

export const HOSTNAME = 'in-step';

const HOSTS: Record<string, string[]> = {
  localhost: ['::1', '127.0.0.1'],
  'ip6-localhost': ['::1'],
  'ip6-loopback': ['::1'],
  [HOSTNAME]: ['127.0.0.1'],
};

const SERVICES: Record<number, string> = { 22: 'ssh', 53: 'domain', 80: 'http', 443: 'https' };

const isIPv4 = (address: string): boolean => parseIPv4(address) !== undefined;

/** Addresses of a name, of both families (0) or of one (4, 6); empty if there are none. */
export function addressesOf(name: string, family: number): string[] {
  const addresses = HOSTS[name.toLowerCase()] ?? [];
  return addresses.filter((address) => family === 0 || isIPv4(address) === (family === 4));
}

export function hostOf(address: string): string | undefined {
  return address === '::1' || /^127\./.test(address) ? 'localhost' : undefined;
}

export function serviceOf(port: number): string {
  return SERVICES[port] ?? String(port);
}

/** IPv4 addresses first, or those of IPv6. */
export function sortByFamily(addresses: string[], first: 4 | 6): string[] {
  const isFirst = (address: string) => isIPv4(address) === (first === 4);
  return [...addresses.filter(isFirst), ...addresses.filter((address) => !isFirst(address))];
}
