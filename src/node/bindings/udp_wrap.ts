/** internalBinding('udp_wrap'): there is no network yet. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class UDP {
  constructor() {
    notImplemented('UDP sockets (node:dgram)');
  }
}

export const udpWrap: BindingFactory = (thread) => ({ ...thread.skeleton('udp_wrap'), UDP });
