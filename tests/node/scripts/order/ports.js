// Ports hand over in the order in which they were made, each all that it has.
const { MessageChannel, BroadcastChannel } = require('worker_threads');

const [a, b, c] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
const listen = (name, port) => {
  port.on('message', (message) => {
    console.log(name, message);
    if (message === 'end') port.close();
    if (message !== 'more') return;
    // One that was made later has its turn now, one that was made earlier in the next poll.
    for (const { port1 } of [c, a]) port1.postMessage(`from ${name}`);
    Promise.resolve().then(() => console.log('microtask', name));
    process.nextTick(() => console.log('tick', name));
    setImmediate(() => console.log('immediate', name));
  });
};
listen('c', c.port2);
listen('b', b.port2);
listen('a', a.port2);
for (const channel of [b, a, c]) channel.port1.postMessage(1);
for (const channel of [c, b, a]) channel.port1.postMessage('more');
b.port1.postMessage(2);

setTimeout(() => {
  for (const { port1 } of [c, b, a]) {
    port1.postMessage('end');
    port1.postMessage('behind');
  }
  broadcast();
}, 20);

function broadcast() {
  const channels = ['x', 'y', 'z'].map((name) => {
    const channel = new BroadcastChannel('all');
    channel.onmessage = ({ data }) => {
      console.log(name, data);
      if (data === 'done') channel.close();
    };
    return channel;
  });
  const [x, y, z] = channels;
  x.postMessage('from x');
  z.postMessage('from z');
  y.postMessage('done');
  z.postMessage('done');
}
