/** Worker script of the file server. */
import type { FilesToFrame, FrameToFiles } from '../protocol.ts';
import { FileServer } from './file-server.ts';

interface WorkerScope {
  postMessage(message: FilesToFrame, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FrameToFiles>) => void) | null;
}
const scope = self as unknown as WorkerScope;

const server = new FileServer((message, transfer) => scope.postMessage(message, transfer));
scope.onmessage = ({ data }) => server.receive(data);
