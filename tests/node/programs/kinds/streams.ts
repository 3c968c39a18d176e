/** Streams of their own: how one is read or written, how it ends, and what it says meanwhile. */
import type { Kinds } from '../tree.ts';

/** When a stream gives what it was asked for. */
export const WHEN: ((call: string) => string)[] = [
  (call) => `${call};`,
  (call) => `process.nextTick(() => ${call});`,
  (call) => `queueMicrotask(() => ${call});`,
  (call) => `setImmediate(() => ${call});`,
];

export const MARKS = ['', 'highWaterMark: 1, ', 'highWaterMark: 2, ', 'highWaterMark: 16, '];
export const MODES = ['', 'objectMode: true, '];

const READERS: ((x: string) => string)[] = [
  (x) => `${x}.on('data', (chunk) => line.push('data ' + chunk));`,
  (x) =>
    `${x}.on('readable', () => { for (let chunk; (chunk = ${x}.read()) !== null; ) line.push('read ' + chunk); });`,
  (x) =>
    `${x}.on('readable', () => { for (let chunk; (chunk = ${x}.read(3)) !== null; ) line.push('read ' + chunk); });`,
  (x) =>
    `(async () => { for await (const chunk of ${x}) line.push('for ' + chunk); })().catch((error) => line.push('for ' + error.message));`,
  (x) =>
    `${x}.toArray().then((chunks) => line.push('all ' + chunks), (error) => line.push('all ' + error.message));`,
  (x) =>
    `${x}.on('data', (chunk) => { line.push('data ' + chunk); ${x}.pause(); process.nextTick(() => ${x}.resume()); });`,
  (x) =>
    `${x}.pipe(new PassThrough({ ${MARKS[1]}})).on('data', (chunk) => line.push('piped ' + chunk));`,
  (x) => `const ${x}iterator = ${x}.iterator({ destroyOnReturn: true });
(async () => { for await (const chunk of ${x}iterator) { line.push('first ' + chunk); break; } })().catch((error) => line.push('for ' + error.message));`,
];

/** What may go wrong while it is read. */
const FAILURES = [
  '',
  `if (left === 1) return this.destroy(new Error('destroyed'));`,
  `if (left === 1) throw new Error('thrown');`,
  `if (left === 1) return this.destroy();`,
];

const says = (x: string, events: string[]): string =>
  `for (const event of ${JSON.stringify(events).replaceAll('"', "'")}) ${x}.on(event, () => line.push('${x} ' + event));`;

/** Its end, however it comes about, is the task's body. */
const ends = (x: string, body: string): string =>
  `finished(${x}, job((error) => { line.push('finished ' + error?.message); ${body} }));`;

export const streams: Kinds = {
  readable: {
    numbers: {
      chunks: 4,
      mark: MARKS.length,
      mode: MODES.length,
      when: WHEN.length,
      reader: READERS.length,
      failure: FAILURES.length,
    },
    code: ({ body, choice, name, number }) => {
      const x = name();
      return `let ${x}left = ${number('chunks')};
const ${x} = new Readable({ ${choice('mark', MARKS)}${choice('mode', MODES)}read() {
  const left = ${x}left--;
  ${choice('failure', FAILURES)}
  ${choice('when', WHEN)(`this.push(left > 0 ? 'chunk' : null)`)}
} });
${says(x, ['end', 'error', 'close', 'pause', 'resume'])}
${ends(x, body)}
${choice('reader', READERS)(x)}`.replace(/^ *\n/gm, '');
    },
  },
  'readable-pushed': {
    numbers: { chunks: 4, mark: MARKS.length, reader: READERS.length, unshift: 2 },
    code: ({ body, choice, name, number }) => {
      const x = name();
      const unshift = number('unshift') ? `\n${x}.unshift('first');` : '';
      return `const ${x} = new Readable({ ${choice('mark', MARKS)}read() {} });
${says(x, ['end', 'error', 'close', 'resume'])}
${ends(x, body)}
${choice('reader', READERS)(x)}
for (let i = 0; i < ${number('chunks')}; i++) line.push(String(${x}.push('part' + i)));${unshift}
${x}.push(null);`;
    },
  },
  writable: {
    numbers: {
      writes: 5,
      mark: MARKS.length,
      mode: MODES.length,
      when: WHEN.length,
      corked: 2,
      many: 2,
      final: 2,
      fails: 4,
    },
    code: ({ body, choice, log, name, number }) => {
      const x = name();
      const fails = number('fails');
      const error = fails ? `(++${x}count === ${fails} ? new Error('write') : null)` : '';
      const many = `writev(chunks, callback) { line.push('writev ' + chunks.length); ${choice('when', WHEN)(`callback(${error})`)} },\n  `;
      const final = `final(callback) { ${log()} ${choice('when', WHEN)('callback()')} },\n  `;
      return `${fails ? `let ${x}count = 0;\n` : ''}const ${x} = new Writable({ ${choice('mark', MARKS)}${choice('mode', MODES)}
  ${number('many') ? many : ''}${number('final') ? final : ''}write(chunk, encoding, callback) { line.push('write ' + chunk); ${choice('when', WHEN)(`callback(${error})`)} },
});
${says(x, ['drain', 'finish', 'error', 'close', 'prefinish'])}
${ends(x, body)}
${number('corked') ? `${x}.cork();\nprocess.nextTick(() => ${x}.uncork());\n` : ''}for (let i = 0; i < ${number('writes')}; i++) {
  line.push(String(${x}.write('w' + i, (error) => line.push('written ' + i + error?.message))));
}
${x}.end((error) => line.push('ended ' + error?.message));`;
    },
  },
  'duplex-pair': {
    numbers: { mark: MARKS.length, when: WHEN.length, destroys: 2 },
    code: ({ body, choice, name, number }) => {
      const x = name();
      const last = number('destroys') ? `${x}.destroy()` : `${x}.end('end')`;
      return `const [${x}, ${x}far] = duplexPair({ ${choice('mark', MARKS)}});
${says(x, ['end', 'finish', 'close', 'error'])}
${ends(x, body)}
${x}far.on('data', (chunk) => { line.push('far ' + chunk); });
${x}far.on('end', () => ${x}far.end());
${x}.resume();
${x}.write('near');
${choice('when', WHEN)(last)}`;
    },
  },
  'aborted-stream': {
    numbers: { when: WHEN.length },
    code: ({ body, choice, name }) => {
      const x = name();
      return `const ${x}abort = new AbortController();
const ${x} = addAbortSignal(${x}abort.signal, new Readable({ read() {} }));
${says(x, ['end', 'error', 'close'])}
${ends(x, body)}
${x}.push('before');
${x}.on('data', (chunk) => { line.push(String(chunk)); ${choice('when', WHEN)(`${x}abort.abort()`)} });`;
    },
  },
};
