const { Worker, isMainThread, postMessageToThread, threadId } = require('worker_threads');
process.on('workerMessage', (value, source) => console.log(threadId, 'got', value, 'from', source));
if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on('message', async () => {
    await postMessageToThread(worker.threadId, { hello: 'worker' });
    try {
      await postMessageToThread(99, 'nobody');
    } catch (error) {
      console.log(error.code);
    }
    worker.postMessage('done');
  });
} else {
  const { parentPort } = require('worker_threads');
  postMessageToThread(0, 'hello main').then(() => parentPort.postMessage('ready'));
  parentPort.once('message', () => {});
}
