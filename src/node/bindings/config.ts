/** internalBinding('config'): src/node_config.cc. */
import type { BindingFactory } from '../thread/thread.ts';

export const config: BindingFactory = ({ skeleton }) => ({
  ...skeleton('config'),
  hasInspector: false,
  hasTracing: false,
  getDefaultLocale: () => 'en-US',
});
