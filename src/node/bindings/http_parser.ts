/** internalBinding('http_parser'): there is no network yet, so node:http has nothing to parse. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class ConnectionsList {
  constructor() {
    notImplemented('HTTP servers (node:http)');
  }
}

export const httpParser: BindingFactory = (thread) => ({
  ...thread.skeleton('http_parser'),
  ConnectionsList,
});
