/**
 * Worker script of the disk. Its first message brings the port on which requests come, and is answered
 * with one that says no more than that it runs.
 */
import { DiskBroker } from './broker.ts';
import type { DiskRequest } from './disk-protocol.ts';

const broker = new DiskBroker();
addEventListener('message', ({ ports }: MessageEvent) => {
  const port = ports[0]!;
  postMessage(null);
  port.onmessage = async ({ data }: MessageEvent<DiskRequest>) => {
    const reply = await broker.answer(data);
    const images = 'images' in reply ? (reply.images ?? []) : [];
    port.postMessage(
      reply,
      images.map(({ buffer }) => buffer),
    );
  };
});
