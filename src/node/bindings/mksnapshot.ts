/** internalBinding('mksnapshot'): src/node_snapshotable.cc. No snapshot is ever built here. */
import type { BindingFactory } from '../thread/thread.ts';

export const mksnapshot: BindingFactory = ({ skeleton }) => ({
  ...skeleton('mksnapshot'),
  setSerializeCallback() {},
  setDeserializeCallback() {},
  setDeserializeMainFunction() {},
});
