// The resource of a port is the port: where it is made, and while it hands over a message.
const { createHook, executionAsyncResource } = require('async_hooks');
const { MessageChannel } = require('worker_threads');

const resources = [];
createHook({
  init(asyncId, type, trigger, resource) {
    if (type === 'MESSAGEPORT') resources.push(resource);
  },
}).enable();

const { port1, port2 } = new MessageChannel();
console.log(resources[0] === port1, resources[1] === port2);
port1.on('message', (message) => {
  console.log(message, executionAsyncResource() === port1);
  port1.close();
});
port2.postMessage('a message');
const hasRef = () => resources.map((resource) => resource.hasRef());
console.log(hasRef());
port2.on('close', () => {
  console.log('closing', hasRef());
  setImmediate(() => console.log('closed', hasRef()));
});
port2.on('message', () => {});
port2.close();
console.log(hasRef());
