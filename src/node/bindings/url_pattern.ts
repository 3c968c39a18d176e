/** internalBinding('url_pattern'): src/node_url_pattern.cc, as the browser has it. */
import type { BindingFactory } from '../thread/thread.ts';

export const urlPattern: BindingFactory = () => ({ URLPattern });
