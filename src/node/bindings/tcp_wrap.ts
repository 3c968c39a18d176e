/** internalBinding('tcp_wrap'): there is no network yet. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class TCP {
  constructor() {
    notImplemented('TCP servers and connections (node:net, node:http)');
  }
}

export const tcpWrap: BindingFactory = (thread) => ({ ...thread.skeleton('tcp_wrap'), TCP });
