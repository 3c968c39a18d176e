const { BroadcastChannel, Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  const one = new BroadcastChannel('channel');
  const two = new BroadcastChannel('channel');
  const other = new BroadcastChannel('other');
  console.log(one);
  one.onmessage = ({ data }) => console.log('one got', data);
  other.onmessage = () => console.log('never');
  let count = 0;
  two.onmessage = ({ data }) => {
    console.log('two got', data);
    if (++count === 2) for (const channel of [one, two, other]) channel.close();
  };
  const worker = new Worker(__filename);
  worker.on('message', () => one.postMessage({ from: 'main' }));
  worker.on('exit', (code) => {
    console.log('exit', code);
    try {
      one.postMessage(1);
    } catch (error) {
      console.log(error.name, error.message);
    }
  });
} else {
  const channel = new BroadcastChannel('channel');
  channel.onmessage = ({ data }) => {
    channel.postMessage({ 'the worker got': data });
    channel.close();
  };
  parentPort.postMessage('ready');
}
