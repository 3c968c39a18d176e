import type { IPBytes } from './ip-address.ts';

/** As Linux does, `0.0.0.0` and `::` are reached at the loopback address. */
export function reachable(address: IPBytes): IPBytes {
  if (address.some((byte) => byte !== 0)) return address;
  const loopback = new Uint8Array(address.length);
  loopback[address.length - 1] = 1;
  if (address.length === 4) loopback[0] = 127;
  return loopback;
}
