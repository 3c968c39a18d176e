// receiveMessageOnPort() finds what another thread posted while this one was blocked.
const {
  Worker,
  MessageChannel,
  receiveMessageOnPort,
  isMainThread,
  workerData,
  parentPort,
} = require('worker_threads');
const wait = (cells, turn) => {
  while (Atomics.load(cells, 0) < turn) Atomics.wait(cells, 0, Atomics.load(cells, 0));
};
const tell = (cells) => {
  Atomics.add(cells, 0, 1);
  Atomics.notify(cells, 0);
};
if (isMainThread) {
  const cells = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(__filename, {
    workerData: { cells, port: port2 },
    transferList: [port2],
  });
  worker.postMessage('to parentPort');
  wait(cells, 1);
  console.log('first', receiveMessageOnPort(port1));
  console.log('second', receiveMessageOnPort(port1));
  console.log('no more', receiveMessageOnPort(port1));
  port1.postMessage('answer');
  wait(cells, 2);
  for (let received; (received = receiveMessageOnPort(port1));) {
    const { message } = received;
    console.log(typeof message === 'string' ? message.length : message);
  }
  setImmediate(() => {
    console.log('nothing comes twice', receiveMessageOnPort(port1));
    port1.postMessage('again, a turn later');
    wait(cells, 3);
    console.log(receiveMessageOnPort(port1));
    port1.on('message', (message) => console.log('event', message));
    port1.on('close', () => console.log('closed'));
    port1.postMessage('last');
  });
} else {
  const { cells, port } = workerData;
  // Posted before this worker began to wait for it.
  let fromParent;
  while (!(fromParent = receiveMessageOnPort(parentPort)));
  const values = [1, 2n, -0, new Date(0), new Map([[1, { x: undefined }]]), new Set('ab'), /x/g];
  port.postMessage({ values, fromParent });
  port.postMessage(new Uint16Array([1, 2, 3]));
  tell(cells);
  port.once('message', (message) => {
    const cycle = { message, error: new RangeError('e').message };
    cycle.self = cycle;
    port.postMessage(cycle);
    port.postMessage(new Array(300_000).fill('한글').join(''));
    port.postMessage({ long: 'x'.repeat(300_000).length });
    const buffer = new ArrayBuffer(4);
    port.postMessage(buffer, [buffer]);
    tell(cells);
    port.once('message', (message) => {
      port.postMessage(`got ${message}`);
      tell(cells);
      port.once('message', (message) => {
        port.postMessage(`got ${message}`);
        port.close();
      });
    });
  });
}
