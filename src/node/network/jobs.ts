/** Jobs of the network for the thread pool. */
import { addressesOf, hostOf, serviceOf, sortByFamily } from './names.ts';

export const networkJobs = {
  /** `first`: the family whose addresses come first, or 0. */
  getaddrinfo(name: string, family: number, first: 0 | 4 | 6): string[] {
    const addresses = addressesOf(name, family);
    return first === 0 ? addresses : sortByFamily(addresses, first);
  },
  getnameinfo(address: string, port: number): [host: string, service: string] {
    return [hostOf(address) ?? address, serviceOf(port)];
  },
};
