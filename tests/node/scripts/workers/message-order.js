// Messages are callbacks of their own: ticks and promises run between them.
const { MessageChannel } = require('worker_threads');
const { port1, port2 } = new MessageChannel();
let received = 0;
port2.on('message', (message) => {
  console.log('message', message);
  process.nextTick(() => console.log('tick of', message));
  Promise.resolve().then(() => console.log('promise of', message));
  if (++received === 3) port2.close();
});
port1.postMessage(1);
port1.postMessage(2);
port1.postMessage(3);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
const { port1: a, port2: b } = new MessageChannel();
b.onmessage = ({ data, target, ports, type }) => {
  console.log(type, data, target === b, ports);
  b.close();
};
a.postMessage('onmessage starts the port');
