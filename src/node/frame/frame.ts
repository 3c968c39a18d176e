/**
 * The opaque frame's only script. It waits for the page's first message, which brings the scripts
 * of the workers and the port on which everything else travels.
 */
import type { FrameToPage, PageToFrame } from '../protocol.ts';
import { Machine } from './machine.ts';
import { WebWorkers } from './workers.ts';

addEventListener('message', onBoot);

function onBoot(event: MessageEvent<PageToFrame>): void {
  const port = event.ports[0];
  if (event.source !== parent || event.data.type !== 'boot' || !port) return;
  removeEventListener('message', onBoot);
  const { scripts, workdir } = event.data;
  const post = (message: FrameToPage, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);
  if (!crossOriginIsolated) {
    return post({ type: 'failed', reason: 'the frame is not cross-origin isolated' });
  }
  const machine: Machine = new Machine(
    new WebWorkers(
      scripts,
      workdir,
      (message) => machine.onFiles(message),
      (reason) => post({ type: 'failed', reason }),
    ),
    post,
  );
  port.onmessage = ({ data, ports }: MessageEvent<Exclude<PageToFrame, { type: 'boot' }>>) =>
    machine.onPage(data, ports);
}
