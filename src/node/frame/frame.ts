/**
 * The opaque frame's only script. It waits for the page's first message, which brings the port on
 * which everything else travels: first the scripts of the workers, which the machine is made with.
 */
import type { FrameToPage, PageToFrame, RuntimeScripts } from '../protocol.ts';
import { Machine, type PageMessage } from './machine.ts';
import { WebWorkers } from './workers.ts';

type ScriptsMessage = Extract<PageToFrame, { type: 'scripts' }>;

addEventListener('message', onBoot);

function onBoot(event: MessageEvent<PageToFrame>): void {
  const port = event.ports[0];
  if (event.source !== parent || event.data.type !== 'boot' || !port) return;
  removeEventListener('message', onBoot);
  const { workdir } = event.data;
  const post = (message: FrameToPage, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);
  if (!crossOriginIsolated) {
    return post({ type: 'failed', reason: 'the frame is not cross-origin isolated' });
  }
  let machine: Machine;
  const start = (scripts: RuntimeScripts): void => {
    machine = new Machine(
      new WebWorkers(
        scripts,
        workdir,
        (message) => machine.onFiles(message),
        (reason) => post({ type: 'failed', reason }),
      ),
      post,
    );
  };
  port.onmessage = ({ data, ports }: MessageEvent<PageMessage | ScriptsMessage>) => {
    if (data.type === 'scripts') start(data.scripts);
    else machine.onPage(data, ports);
  };
}
