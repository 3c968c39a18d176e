/** The web's streams, alone and beside Node's. */
import type { Kinds } from '../tree.ts';

const STRATEGIES = [
  '',
  ', { highWaterMark: 0 }',
  ', { highWaterMark: 2 }',
  ', new ByteLengthQueuingStrategy({ highWaterMark: 4 })',
];

const PULLS: ((call: string) => string)[] = [
  (call) => call,
  (call) => `await null; ${call}`,
  (call) => `await timers.setImmediate(); ${call}`,
];

const FAILURES = [
  '',
  `if (left === 1) return controller.error(new Error('errored'));`,
  `if (left === 1) throw new Error('thrown');`,
];

const heard = (promise: string, body: string): string =>
  `${promise}.then((value) => line.push('done ' + show(value)), (error) => line.push('failed ' + error.message)).then(job(() => ${body}));`;

const sink = (x: string): string =>
  `new WritableStream({ write(chunk) { line.push('${x} ' + chunk); }, close() { line.push('${x} closed'); }, abort(reason) { line.push('${x} aborted ' + reason?.message); } })`;

/** How a stream is read to its end. */
const READERS: ((x: string, body: string) => string)[] = [
  (x, body) =>
    heard(`(async () => { for await (const chunk of ${x}) line.push('for ' + chunk); })()`, body),
  (x, body) =>
    heard(
      `(async () => { const reader = ${x}.getReader(); for (let got; !(got = await reader.read()).done; ) line.push('read ' + got.value); reader.releaseLock(); })()`,
      body,
    ),
  (x, body) => heard(`${x}.pipeTo(${sink(x)})`, body),
  (x, body) =>
    heard(
      `${x}.pipeThrough(new TransformStream({ transform(chunk, to) { to.enqueue(chunk + '!'); }, flush(to) { to.enqueue('flushed'); } })).pipeTo(${sink(x)})`,
      body,
    ),
  (x, body) =>
    heard(
      `Promise.all(${x}.tee().map(async (branch, i) => { for await (const chunk of branch) line.push(i + ' ' + chunk); }))`,
      body,
    ),
  (x, body) => heard(`Readable.fromWeb(${x}).toArray()`, body),
  (x, body) => heard(`Array.fromAsync(${x}.values({ preventCancel: true }))`, body),
  (x, body) =>
    heard(
      `(async () => { for await (const chunk of ${x}) { line.push('first'); break; } })()`,
      body,
    ),
  (x, body) => heard(`${x}.cancel(new Error('cancelled'))`, body),
];

export const webStreams: Kinds = {
  'web-readable': {
    numbers: {
      chunks: 4,
      strategy: STRATEGIES.length - 1,
      pull: PULLS.length,
      failure: FAILURES.length,
      reader: READERS.length,
    },
    code: ({ body, choice, name, number }) => {
      const x = name();
      return `let ${x}left = ${number('chunks')};
const ${x} = new ReadableStream({
  async pull(controller) {
    const left = ${x}left--;
    ${choice('failure', FAILURES)}
    ${choice('pull', PULLS)(`left > 0 ? controller.enqueue('chunk' + left) : controller.close();`)}
  },
  cancel(reason) { line.push('${x} cancelled ' + reason?.message); },
}${choice('strategy', STRATEGIES)});
${choice('reader', READERS)(x, body)}`.replace(/^ *\n/gm, '');
    },
  },
  'web-bytes': {
    numbers: { chunks: 4, size: 3 },
    code: ({ body, name, number, choice }) => {
      const x = name();
      return `let ${x}left = ${number('chunks')};
const ${x} = new ReadableStream({
  type: 'bytes',
  pull(controller) {
    if (${x}left-- > 0) return controller.enqueue(new Uint8Array([1, 2, 3]));
    controller.close();
    controller.byobRequest?.respond(0);
  },
});
${heard(
  `(async () => { const reader = ${x}.getReader({ mode: 'byob' }); for (let got; !(got = await reader.read(new Uint8Array(${choice('size', [1, 2, 8])}))).done; ) line.push(String(got.value)); })()`,
  body,
)}`;
    },
  },
  'web-writable': {
    numbers: { writes: 4, strategy: STRATEGIES.length - 1, pull: PULLS.length, aborts: 3 },
    code: ({ body, choice, name, number }) => {
      const x = name();
      const ends = [
        `${x}.close()`,
        `${x}.abort(new Error('given up'))`,
        `(${x}.close(), ${x}.closed)`,
      ];
      return `const ${x} = new WritableStream({
  async write(chunk) { ${choice('pull', PULLS)(`line.push('write ' + chunk);`)} },
  close() { line.push('${x} closed'); },
  abort(reason) { line.push('${x} aborted ' + reason.message); },
}${choice('strategy', STRATEGIES)}).getWriter();
${x}.closed.catch((error) => line.push('closed ' + error.message));
${x}.ready.then(() => line.push('ready ' + ${x}.desiredSize), () => {});
for (let i = 0; i < ${number('writes')}; i++) ${x}.write(i).then(() => line.push('written ' + i), (error) => line.push('not written ' + i));
${heard(choice('aborts', ends), body)}`;
    },
  },
  'web-transform': {
    numbers: { strategy: 2, fails: 2 },
    code: ({ body, choice, name, number }) => {
      const x = name();
      const fails = number('fails')
        ? `if (chunk === 'b') throw new Error('transform failed');`
        : '';
      return `const ${x} = new TransformStream({ async transform(chunk, to) { ${fails} to.enqueue(chunk + chunk); } }${choice('strategy', ['', STRATEGIES[2]])});
ReadableStream.from(['a', 'b', 'c']).pipeTo(${x}.writable).catch((error) => line.push('pipe ' + error.message));
${heard(`Array.fromAsync(${x}.readable)`, body)}`;
    },
  },
  'to-web': {
    numbers: { reader: READERS.length },
    code: ({ body, choice, name }) => {
      const x = name();
      return `const ${x} = Readable.toWeb(Readable.from(['a', 'b']));
${choice('reader', READERS)(x, body)}`;
    },
  },
};
