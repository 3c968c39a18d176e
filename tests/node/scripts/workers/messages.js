// A worker and its parent: workerData, argv, env, messages of every kind, shared memory, exit code.
const {
  Worker,
  isMainThread,
  parentPort,
  workerData,
  threadId,
  threadName,
  resourceLimits,
} = require('worker_threads');
if (isMainThread) {
  const shared = new SharedArrayBuffer(8);
  const counter = new Int32Array(shared);
  console.log(isMainThread, threadId, parentPort, workerData, threadName, resourceLimits);
  const worker = new Worker(__filename, {
    workerData: { shared, when: new Date(0), nested: { map: new Map([[1, 'a']]) } },
    argv: ['x', 1],
    env: { FOO: 'bar' },
    name: 'named',
  });
  console.log(worker.threadId, worker.threadName, typeof worker.postMessage);
  worker.on('online', () => console.log('online'));
  worker.on('message', (message) => {
    console.log('main got', message);
    if (message.ready)
      worker.postMessage({ hello: new Set([1, 2]), bytes: new Uint8Array([1, 2, 3]), big: 10n });
    if (message.waiting) {
      Atomics.store(counter, 0, 42);
      Atomics.notify(counter, 0);
    }
    if (message.port) {
      message.port.on('message', (text) => {
        console.log('through the port', text);
        message.port.close();
      });
      message.port.postMessage('ping');
    }
  });
  worker.on('exit', (code) => console.log('exit', code, counter[1], worker.threadId));
} else {
  const { MessageChannel } = require('worker_threads');
  console.log(
    'worker',
    isMainThread,
    threadId,
    threadName,
    process.argv.slice(2),
    process.env.FOO,
    process.env.PATH,
    workerData.when,
    workerData.nested,
  );
  parentPort.postMessage({ ready: true });
  parentPort.once('message', (message) => {
    const numbers = new Int32Array(workerData.shared);
    parentPort.postMessage({ waiting: true, message });
    numbers[1] = Atomics.wait(numbers, 0, 0, 10000) === 'timed-out' ? -1 : numbers[0];
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (text) => {
      port1.postMessage(text + ' pong');
    });
    port1.on('close', () => {
      process.exit(5);
    });
    parentPort.postMessage({ port: port2 }, [port2]);
  });
}
