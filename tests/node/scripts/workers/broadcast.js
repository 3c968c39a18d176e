const { BroadcastChannel, Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  const one = new BroadcastChannel('channel');
  const two = new BroadcastChannel('channel');
  const other = new BroadcastChannel('other');
  console.log(one);
  // The order in which channels get a message is not defined: counted here.
  const received = [];
  const receive = (name) => (event) => {
    received.push(`${name} got ${JSON.stringify(event.data)}`);
    if (received.length === 3) for (const channel of [one, two, other]) channel.close();
  };
  one.onmessage = receive('one');
  two.onmessage = receive('two');
  other.onmessage = receive('other');
  const worker = new Worker(__filename);
  worker.on('message', () => one.postMessage({ from: 'main' }));
  worker.on('exit', (code) => {
    console.log('exit', code);
    try {
      other.close();
      other.postMessage(1);
    } catch (error) {
      console.log(error.name, error.message);
    }
  });
  process.on('exit', () => console.log(received.sort()));
} else {
  const channel = new BroadcastChannel('channel');
  channel.onmessage = ({ data }) => {
    channel.postMessage({ 'the worker got': data });
    channel.close();
  };
  parentPort.postMessage('ready');
}
