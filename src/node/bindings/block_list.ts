/** internalBinding('block_list'): there is no network yet, so there are no addresses to block. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

const missing = (name: string) =>
  class {
    constructor() {
      notImplemented(`net.${name}`);
    }
  };

export const blockList: BindingFactory = (thread) => ({
  ...thread.skeleton('block_list'),
  BlockList: missing('BlockList'),
  SocketAddress: missing('SocketAddress'),
});
