/**
 * The opaque frame's only script. It waits for the page's first message, which brings the port on
 * which everything else travels: first what the machine is made of.
 */
import type { FrameToPage, PageToFrame, RuntimeScripts } from '../protocol.ts';
import { createLibText, fillLibText, type SharedLib } from '../thread/shared-lib.ts';
import { Machine } from './machine.ts';
import { WebWorkers } from './workers.ts';

addEventListener('message', onBoot);

function onBoot(event: MessageEvent<PageToFrame>): void {
  const port = event.ports[0];
  if (event.source !== parent || event.data.type !== 'boot' || !port) return;
  removeEventListener('message', onBoot);
  const { workdir } = event.data;
  const post = (message: FrameToPage, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);
  const fail = (reason: string): void => post({ type: 'failed', reason });
  if (!crossOriginIsolated) return fail('the frame is not cross-origin isolated');
  const lib: SharedLib = { first: createLibText(), rest: createLibText() };
  let machine: Machine;
  const start = (scripts: RuntimeScripts): void => {
    const onFiles: Machine['onFiles'] = (message) => machine.onFiles(message);
    machine = new Machine(new WebWorkers(scripts, lib, workdir, onFiles, fail), post);
  };
  port.onmessage = ({ data, ports }: MessageEvent<Exclude<PageToFrame, { type: 'boot' }>>) => {
    if (data.type === 'scripts') start(data.scripts);
    else if (data.type === 'lib') {
      fillLibText(lib[data.part], data.text).catch((error: unknown) => {
        fail(`Node's library could not be read: ${String(error)}`);
      });
    } else machine.onPage(data, ports);
  };
}
