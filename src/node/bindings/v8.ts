/** internalBinding('v8'): src/node_v8.cc. A page is not told about its heap: the numbers are 0. */
import type { BindingFactory } from '../thread/thread.ts';

export const v8: BindingFactory = ({ skeleton }) => ({
  ...skeleton('v8'),
  setHeapSnapshotNearHeapLimit() {},
  updateHeapStatisticsBuffer() {},
  updateHeapCodeStatisticsBuffer() {},
  updateHeapSpaceStatisticsBuffer() {},
});
