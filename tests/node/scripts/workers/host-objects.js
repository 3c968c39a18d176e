// What messages may carry beside plain values: Node's own objects, and objects that are marked.
const { markAsUncloneable, MessageChannel, receiveMessageOnPort } = require('worker_threads');
const fs = require('fs');

/** What `job` gives, or the error that it throws. */
const outcome = (job) => {
  try {
    return Object.prototype.toString.call(job());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const post = (value, list) => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value, list);
  return receiveMessageOnPort(port2).message;
};

const marked = {
  ...{ object: {}, withoutPrototype: Object.create(null), error: new Error('x') },
  ...{ array: [], map: new Map(), set: new Set(), date: new Date(0), regexp: /x/ },
  ...{ number: new Number(1), buffer: new ArrayBuffer(1), view: new Uint8Array(1) },
  ...{ promise: Promise.resolve(), weak: new WeakMap(), function() {}, url: new URL('http://a') },
  ...{ subclass: new (class extends Map {})(), event: new Event('x'), blob: new Blob() },
  exception: new DOMException('a', 'b'),
};
for (const [name, value] of Object.entries(marked)) {
  const before = outcome(() => structuredClone(value));
  markAsUncloneable(value);
  console.log(
    name,
    '|',
    before,
    '|',
    outcome(() => structuredClone(value)),
  );
}

for (const entry of [{}, 1, function () {}, new Blob(), new SharedArrayBuffer(1)]) {
  console.log(outcome(() => post(1, [entry])));
}

async function files() {
  const file = await fs.promises.open(__filename);
  console.log(outcome(() => post(file)));
  console.log(outcome(() => post([file, function named() {}], [file])));
  console.log(outcome(() => post(file, [file, file])));
  console.log('still open', file.fd > 0);

  const moved = post({ nested: [file, file] }, [file]).nested;
  console.log('the first is closed', file.fd, 'both are one', moved[0] === moved[1]);
  console.log((await moved[0].read(Buffer.alloc(7), 0, 7, 0)).buffer.toString());
  const reading = moved[0].read(Buffer.alloc(1), 0, 1, 0);
  console.log(outcome(() => post(moved[0], [moved[0]])));
  await reading;
  await moved[0].close();
  console.log(outcome(() => post(moved[0], [moved[0]])));

  const other = await fs.promises.open(__filename);
  const { port1 } = new MessageChannel();
  port1.postMessage('', [other]);
  console.log('transferred without being in the message', other.fd);
}

async function streams() {
  const readable = new ReadableStream({
    start(controller) {
      controller.enqueue('chunk');
      controller.close();
    },
  });
  const { stream } = post({ stream: readable }, [readable]);
  console.log('locked', readable.locked);
  for await (const chunk of stream) console.log(chunk);
}

files().then(streams);
