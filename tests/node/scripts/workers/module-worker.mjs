import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { workerData: 'data' });
  for await (const [message] of (await import('node:events')).on(worker, 'message', {
    close: ['exit'],
  }))
    console.log(message);
  console.log('end');
} else {
  await null;
  parentPort.postMessage({ workerData, url: import.meta.url.split('/').pop() });
}
