// The transfer list of postMessage, and a port that is closed by what it receives.
const { MessageChannel, Worker, moveMessagePortToContext } = require('node:worker_threads');
const { createHook } = require('node:async_hooks');

function attempt(...args) {
  const { port1, port2 } = new MessageChannel();
  port2.on('message', (message) => console.log('gets', message));
  try {
    port1.postMessage(...args);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
  port1.close();
}

function* one(value) {
  yield value;
}

const buffer = new ArrayBuffer(8);
attempt('generator', one(buffer));
console.log(buffer.byteLength);
attempt('nothing', null);
attempt('empty', {});
for (const list of [0, 'X', { transfer: null }, { transfer: {} }, { transfer: 'X' }])
  attempt(1, list);
attempt(1, { transfer: { [Symbol.iterator]: () => ({}) } });
attempt(1, { transfer: { [Symbol.iterator]: () => ({ next: 42 }) } });

const { port1, port2 } = new MessageChannel();
port1.on('message', (message) => {
  console.log(message);
  port1.close();
});
for (const message of ['first', 'second']) port2.postMessage(message);

try {
  const closed = new MessageChannel().port1;
  closed.close();
  moveMessagePortToContext(closed, {});
} catch (error) {
  console.log(error.code, error.message);
}

let handle;
const hook = createHook({
  init(id, type, trigger, resource) {
    if (type === 'WORKER') handle = resource;
  },
}).enable();
const worker = new Worker('', { eval: true });
hook.disable();
worker.unref();
console.log(handle.hasRef());
worker.ref();
console.log(handle.hasRef());
worker.on('exit', () => setImmediate(() => console.log(handle.hasRef())));
