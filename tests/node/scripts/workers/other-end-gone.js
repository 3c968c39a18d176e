// A port whose other end goes down with its thread is closed, behind what was posted before.
const { Worker, MessageChannel, isMainThread, workerData } = require('worker_threads');
if (isMainThread) {
  for (const how of ['terminate', 'exit', 'throw', 'nested']) {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(__filename, {
      workerData: { how, port: port2 },
      transferList: [port2],
    });
    const heard = [];
    port1.on('message', (message) => {
      heard.push(message);
      if (how === 'terminate' && message === 'last') worker.terminate();
    });
    port1.on('close', () => heard.push('closed'));
    worker.on('error', () => {});
    process.on('exit', () => console.log(how, heard));
  }
} else {
  const { how, port } = workerData;
  if (how === 'nested') {
    const below = new Worker(
      `const { parentPort, workerData: port } = require('worker_threads');
      port.postMessage('from below');
      port.postMessage('last');
      parentPort.postMessage('posted');
      setInterval(() => {}, 1000);`,
      { eval: true, workerData: port, transferList: [port] },
    );
    below.on('message', () => below.terminate());
  } else {
    for (let i = 0; i < 3; i++) port.postMessage(i);
    port.postMessage('last');
    if (how === 'terminate') setInterval(() => {}, 1000);
    if (how === 'exit') process.exit();
    if (how === 'throw') throw new Error('x');
  }
}
