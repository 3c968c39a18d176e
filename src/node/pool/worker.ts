/** Worker script of a thread of libuv's thread pool. */
import type { FrameToPool, PoolToFrame } from '../protocol.ts';
import { PoolWorker } from './pool-worker.ts';

interface WorkerScope {
  postMessage(message: PoolToFrame): void;
  onmessage: ((event: MessageEvent<FrameToPool>) => void) | null;
}
const scope = self as unknown as WorkerScope;

const worker = new PoolWorker((message) => scope.postMessage(message));
scope.onmessage = ({ data }) => worker.receive(data);
