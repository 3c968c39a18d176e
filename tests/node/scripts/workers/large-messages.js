// Large buffers arrive as clones of what was posted: their kind, their place in the buffer, their bytes.
const {
  Worker,
  BroadcastChannel,
  receiveMessageOnPort,
  MessageChannel,
} = require('worker_threads');

const describe = (value) => {
  const isView = ArrayBuffer.isView(value);
  const buffer = isView ? value.buffer : value;
  const bytes = new Uint8Array(buffer);
  return [
    Object.prototype.toString.call(value),
    Object.getPrototypeOf(value).constructor.name,
    isView ? `${value.byteOffset}+${value.byteLength}` : 'whole',
    buffer.byteLength,
    buffer.constructor.name,
    buffer.resizable,
    bytes.reduce((sum, byte, i) => (sum + byte * ((i % 13) + 1)) % 65521, 0),
  ].join(' ');
};

class Bytes extends Uint8Array {}
class Memory extends ArrayBuffer {}
const fill = (view) => {
  const bytes = new Uint8Array(view.buffer ?? view);
  for (let i = 0; i < bytes.length; i += 7) bytes[i] = i;
  return view;
};
const size = 128 * 1024;
const messages = {
  buffer: fill(new ArrayBuffer(size)),
  bytes: fill(new Uint8Array(size)),
  node: fill(Buffer.alloc(size)),
  part: fill(new Uint8Array(size)).subarray(1000, 2000),
  doubles: fill(new Float64Array(size / 8)),
  halves: fill(new Float16Array(size / 2)),
  bigints: fill(new BigUint64Array(size / 8)),
  clamped: fill(new Uint8ClampedArray(size)),
  view: fill(new DataView(new ArrayBuffer(size), 8, 16)),
  subclass: fill(new Bytes(size)),
  memory: fill(new Memory(size)),
  resizable: fill(new Uint8Array(new ArrayBuffer(size, { maxByteLength: 2 * size }))),
  wasm: fill(new Uint8Array(new WebAssembly.Memory({ initial: 2 }).buffer)),
  tagged: Object.defineProperty(fill(new Uint8Array(size)), Symbol.toStringTag, { value: 'Mine' }),
  inside: { deep: [fill(new Uint8Array(size))] },
};

const worker = new Worker(
  `const { parentPort } = require('worker_threads');
   const describe = ${describe};
   parentPort.on('message', (value) => {
     if (value === 'end') return parentPort.close();
     parentPort.postMessage([describe(value.deep?.[0] ?? value), value]);
   });`,
  { eval: true },
);
const names = Object.keys(messages);
let at = 0;
const post = () => {
  const name = names[at];
  if (!name) return last();
  worker.postMessage(messages[name]);
  const view = messages[name].deep?.[0] ?? messages[name];
  new Uint8Array(view.buffer ?? view).fill(255); // too late to be seen
};
worker.on('message', ([there, back]) => {
  console.log(names[at], '|', there, '|', describe(back.deep?.[0] ?? back));
  at++;
  post();
});
post();

function last() {
  worker.removeAllListeners('message');
  const given = fill(new Uint8Array(size));
  worker.once('message', ([there]) => {
    console.log('transferred', there, given.length, given.buffer.detached);
    worker.postMessage('end');
    within();
  });
  worker.postMessage(given, [given.buffer]);
}

function within() {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(messages.bytes);
  console.log('here', describe(receiveMessageOnPort(port2).message), messages.bytes.length);
  port1.close();
  const [a, b, c] = ['c', 'c', 'c'].map((name) => new BroadcastChannel(name));
  let heard = 0;
  for (const channel of [b, c]) {
    channel.onmessage = ({ data }) => {
      console.log('broadcast', describe(data));
      if (++heard === 2) for (const each of [a, b, c]) each.close();
    };
  }
  a.postMessage(messages.bytes);
}
