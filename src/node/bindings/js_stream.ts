/** internalBinding('js_stream'): streams over streams, which TLS and cluster need. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class JSStream {
  constructor() {
    notImplemented('sockets over JavaScript streams (node:tls)');
  }
}

export const jsStream: BindingFactory = () => ({ JSStream });
