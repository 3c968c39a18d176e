// MessageChannel within a thread: order, start, close, transfer, receiveMessageOnPort, errors.
const {
  MessageChannel,
  MessagePort,
  receiveMessageOnPort,
  markAsUntransferable,
  markAsUncloneable,
  isMarkedAsUntransferable,
} = require('worker_threads');
const attempt = (name, run) => {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, 'throws', error.constructor.name, error.name, error.code, error.message);
  }
};
const { port1, port2 } = new MessageChannel();
attempt('post', () => port1.postMessage({ a: 1 }));
attempt('receive', () => receiveMessageOnPort(port2));
attempt('receive nothing', () => receiveMessageOnPort(port2));
attempt('function', () => port1.postMessage(() => {}));
attempt('symbol', () => port1.postMessage({ a: Symbol('x') }));
attempt('promise', () => port1.postMessage(Promise.resolve()));
attempt('weak map', () => port1.postMessage(new WeakMap()));
attempt('nothing', () => port1.postMessage());
attempt('list of objects', () => port1.postMessage(1, [{}]));
attempt('list of numbers', () => port1.postMessage(1, [1]));
attempt('number as list', () => port1.postMessage(1, 3));
attempt('number as transfer', () => port1.postMessage(1, { transfer: 3 }));
attempt('null as list', () => port1.postMessage(1, null));
attempt('port not listed', () => port1.postMessage(new MessageChannel().port1));
attempt('port through itself', () => port1.postMessage(1, [port1]));
const buffer = new ArrayBuffer(8);
attempt('listed twice', () => port1.postMessage(buffer, [buffer, buffer]));
attempt('transferred', () => port1.postMessage(buffer, [buffer]) && buffer.byteLength);
attempt('transferred again', () => port1.postMessage(buffer, [buffer]));
attempt('detached', () => port1.postMessage(buffer));
const other = new MessageChannel();
attempt('port listed twice', () => port1.postMessage(1, [other.port1, other.port1]));
attempt('port transferred', () => port1.postMessage({ port: other.port1 }, [other.port1]));
attempt('port transferred again', () => port1.postMessage(1, [other.port1]));
attempt('post on a transferred port', () => other.port1.postMessage(1));
attempt('shared memory in the list', () => port1.postMessage(1, [new SharedArrayBuffer(1)]));
const kept = new ArrayBuffer(2);
markAsUntransferable(kept);
attempt('untransferable', () => isMarkedAsUntransferable(kept) && port1.postMessage(kept, [kept]));
const uncloneable = {};
markAsUncloneable(uncloneable);
attempt('uncloneable', () => port1.postMessage(uncloneable));
attempt('url', () => port1.postMessage({ deep: [new URL('http://a')] }));
attempt('class instance', () =>
  port1.postMessage(
    new (class Foo {
      x = 1;
    })(),
  ),
);
attempt('DOMException', () => port1.postMessage(new DOMException('m', 'AbortError')));
attempt('error', () => port1.postMessage(new RangeError('e')));
attempt('new MessagePort', () => new MessagePort());
attempt('MessageChannel()', () => MessageChannel());
attempt('receive from an object', () => receiveMessageOnPort({}));
for (let received; (received = receiveMessageOnPort(port2));) {
  const { message } = received;
  if (message?.port)
    message.port.on('message', (text) => console.log('through the transferred port', text));
  console.log(
    message instanceof Error ? [message.name, message.message] : message?.port ? 'a port' : message,
  );
}
other.port2.postMessage('hello');
setTimeout(() => other.port2.close(), 20);
console.log(port1);
port2.on('message', (message) => console.log('message', message));
port1.on('close', () => console.log('port1 closed'));
port2.on('close', () => console.log('port2 closed'));
port1.postMessage('first');
port1.postMessage('second');
process.nextTick(() => console.log('tick'));
setImmediate(() => {
  console.log('immediate');
  port1.postMessage('before closing');
  port1.close(() => console.log('close callback'));
  attempt('post after close', () => port1.postMessage('lost'));
});
