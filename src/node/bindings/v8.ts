/** internalBinding('v8'): src/node_v8.cc. A page is not told about its heap: the numbers are 0. */
import { encodeText } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { crc32 } from '../zlib/crc32.ts';

export const v8: BindingFactory = ({ skeleton, lib }) => ({
  ...skeleton('v8'),
  /** Of code caches, of which there are none: a number of this version. */
  cachedDataVersionTag: () => crc32(encodeText(lib.data.version, 'utf8')),
  isStringOneByteRepresentation: (text: string) => /^[\0-\xff]*$/.test(text),
  setHeapSnapshotNearHeapLimit() {},
  updateHeapStatisticsBuffer() {},
  updateHeapCodeStatisticsBuffer() {},
  updateHeapSpaceStatisticsBuffer() {},
});
