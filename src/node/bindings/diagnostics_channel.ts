/**
 * internalBinding('diagnostics_channel'): src/node_diagnostics_channel.cc, which lets C++ publish.
 * Nothing native publishes here.
 */
import type { BindingFactory } from '../thread/thread.ts';

export const diagnosticsChannel: BindingFactory = ({ skeleton }) => ({
  ...skeleton('diagnostics_channel'),
  linkNativeChannel() {},
  notifyChannelActive() {},
  notifyChannelInactive() {},
});
