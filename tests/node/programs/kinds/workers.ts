/** A worker thread, and what main and worker say to each other. */
import type { Kinds } from '../tree.ts';
import { HERE, IMMEDIATES_THERE, say, serve, talk, TIMERS_THERE } from './conversation.ts';

const VALUES = [
  '1',
  `{ a: undefined, b: -0, c: [1, , 3] }`,
  `new Map([[1, new Set(['é', '한'])]])`,
  `[2n ** 70n, new Date(0), /x/g, new Boolean(false)]`,
  `new Uint16Array([1, 2, 65535]).subarray(1)`,
  `Buffer.from('abc')`,
  `new RangeError('sent')`,
  `((x) => (x.self = x))({})`,
  `'long'.repeat(20000).length`,
];

/** How the worker comes to its end: what is said here, and what is done there. */
const ENDS = [
  { there: '() => parentPort.close()' },
  { there: '() => process.exit(3)' },
  { there: `() => { throw new TypeError('thrown'); }` },
  { there: `() => { parentPort.postMessage('last'); process.exit(); }` },
  { there: `() => { process.exitCode = 5; parentPort.unref(); }` },
  {
    there: `() => { process.on('exit', (code) => { line.push('exit ' + code); parentPort.postMessage(line.join(' ')); }); parentPort.close(); }`,
  },
  {
    here: (x: string) =>
      `${x}.terminate().then(job((code) => { line.push('terminated ' + code); }))`,
  },
];

export const workers: Kinds = {
  worker: {
    numbers: { end: ENDS.length },
    blocks: [HERE, { of: 'worker-step', pending: 'none', least: 1, most: 4 }],
    isAlone: true,
    code: (parts) => {
      const x = parts.name();
      const { here, there } = parts.steps(1, x);
      const end = parts.choice('end', ENDS);
      serve(parts, x, there, end.there ?? '');
      const last = end.here?.(x) ?? `${x}.postMessage([${there.length}])`;
      const says = `() => { ${x}.on('message', (text) => line.push(text)); ${last}; },`;
      return `const ${x} = new Worker(file, { workerData: { role: '${x}' } });
pending++;
${x}.on('error', (error) => line.push(String(error)));
${x}.on('exit', (code) => { line.push('exit ' + code); ${parts.block(0)} done(); });
${talk(x, here, says)}`;
    },
  },
};

export const workerSteps: Kinds = {
  'worker-say': {
    slot: 'worker-step',
    numbers: { value: VALUES.length },
    blocks: [HERE, TIMERS_THERE],
    code: (parts) => say(parts, parts.choice('value', VALUES)),
  },
  'worker-transfer': {
    slot: 'worker-step',
    blocks: [HERE, IMMEDIATES_THERE],
    code: (parts) => {
      const x = parts.name();
      const step = say(parts, x, `[${x}]`).slice('(next) => '.length, -1);
      return `(next) => {
  const ${x} = new Uint8Array([1, 2, 3]).buffer;
  ${step};
  line.push(${x}.byteLength + ' bytes left');
},`;
    },
  },
  'worker-clone-fails': {
    slot: 'worker-step',
    code: ({ peer, body, there }) => {
      there('() => {},');
      return `(next) => {
  try {
    ${peer}.postMessage(() => {});
  } catch (error) {
    line.push(error.name);
    ${body}
  }
  next();
},`;
    },
  },
  /** Through a port that is handed over: messages in a row, and its close. */
  'worker-port': {
    slot: 'worker-step',
    numbers: { messages: 3 },
    blocks: [HERE, HERE, IMMEDIATES_THERE],
    code: ({ peer, index, block, name, number, there }) => {
      const x = name();
      const posts = `for (let i = 0; i < ${number('messages')}; i++) port.postMessage(i);`;
      there(`(port) => {
  answer = (text) => { ${posts} port.postMessage(text); port.close(); };
  ${block(2)}
},`);
      return `(next) => {
  const { port1: ${x}, port2: ${x}far } = new MessageChannel();
  ${x}.on('message', (value) => { line.push(show(value)); ${block(0)} });
  ${x}.on('close', () => { ${block(1)} next(); });
  ${peer}.postMessage([${index}, ${x}far], [${x}far]);
},`;
    },
  },
  /** The worker waits, blocked, for a sign that messages are there, and takes them. */
  'worker-blocked': {
    slot: 'worker-step',
    numbers: { messages: 4 },
    blocks: [HERE, TIMERS_THERE],
    code: ({ peer, index, block, name, number, there }) => {
      const x = name();
      there(`({ shared, port }) => {
  Atomics.wait(shared, 0, 0);
  for (let got; (got = receiveMessageOnPort(port)); ) line.push(show(got.message));
  port.close();
  ${block(1)}
},`);
      return `(next) => {
  const ${x} = new Int32Array(new SharedArrayBuffer(4));
  const { port1: ${x}near, port2: ${x}far } = new MessageChannel();
  ask(${peer}, [${index}, { shared: ${x}, port: ${x}far }], [${x}far], () => { ${block(0)} next(); });
  for (let i = 0; i < ${number('messages')}; i++) ${x}near.postMessage({ i });
  Atomics.store(${x}, 0, 1);
  Atomics.notify(${x}, 0);
},`;
    },
  },
  'worker-broadcast': {
    slot: 'worker-step',
    blocks: [HERE, TIMERS_THERE],
    code: ({ peer, index, block, name, there }) => {
      const x = name();
      there(`(channel) => {
  const ${x} = new BroadcastChannel(channel);
  answer = (text) => { ${x}.postMessage(text); ${x}.close(); };
  ${block(1)}
},`);
      return `(next) => {
  const ${x} = new BroadcastChannel('${x}');
  ${x}.onmessage = ({ data }) => { line.push('[' + data + ']'); ${x}.close(); ${block(0)} next(); };
  ${peer}.postMessage([${index}, '${x}']);
},`;
    },
  },
  'worker-notified-later': {
    slot: 'worker-step',
    blocks: [HERE, HERE],
    code: ({ peer, index, block, name, there }) => {
      const x = name();
      there(`(shared) => {
  Atomics.wait(shared, 0, 0);
  line.push(String(Atomics.load(shared, 0)));
  ${block(1)}
},`);
      return `(next) => {
  const ${x} = new Int32Array(new SharedArrayBuffer(4));
  ask(${peer}, [${index}, ${x}], [], () => { ${block(0)} next(); });
  setTimeout(() => { Atomics.store(${x}, 0, 7); Atomics.notify(${x}, 0); });
},`;
    },
  },
};
