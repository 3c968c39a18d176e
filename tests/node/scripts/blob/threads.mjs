// Blobs that are cloned: in this thread, and to another and back.
import { resolveObjectURL } from 'node:buffer';
import { once } from 'node:events';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

if (isMainThread) {
  const blob = new Blob(['one ', new Uint8Array([50, 51])], { type: 'text/plain' });
  const file = new File(['a file'], 'name', { lastModified: 5 });

  const clone = structuredClone({ blob, again: blob, list: [file, blob.slice(1, 3)] });
  console.log(clone, clone.blob !== blob, clone.blob === clone.again);
  console.log(await clone.blob.text(), await clone.list[0].text(), await clone.list[1].text());
  console.log(clone.list[0] instanceof File, clone.list[0].name);

  const url = URL.createObjectURL(blob);
  const worker = new Worker(new URL(import.meta.url), { workerData: { blob, file, url } });
  const [answer] = await once(worker, 'message');
  console.log(answer, await answer.blob.text());

  const { port1, port2 } = new MessageChannel();
  port1.postMessage(new Map([['key', blob]]));
  const [map] = await once(port2, 'message');
  console.log(map, await map.get('key').text());
  port1.close();

  const channels = [new BroadcastChannel('blobs'), new BroadcastChannel('blobs')];
  channels[0].postMessage(file);
  channels[1].onmessage = async ({ data }) => {
    console.log(data, await data.text());
    for (const channel of channels) channel.close();
  };
} else {
  const { blob, file, url } = workerData;
  const texts = await Promise.all([blob.text(), file.text()]);
  const seen = { texts, name: file.name, url: resolveObjectURL(url) };
  parentPort.postMessage({ seen, blob: new Blob([blob, '|', file], { type: 'answer/blob' }) });
}
