/** Streams that are joined: pipe, pipeline, compose, and the operators of Readable. */
import type { Kinds } from '../tree.ts';
import { MARKS, WHEN } from './streams.ts';

/** Where a pipeline breaks: 0 nowhere. */
const PLACES = ['none', 'source', 'transform', 'sink', 'flush'];

const failsAt = (place: string, at: string, call: string): string =>
  place === at ? `callback(new Error('${at} failed'))` : call;

/** How the end of a pipeline is heard of. */
const JOINS: ((streams: string, body: string) => string)[] = [
  (streams, body) =>
    `pipeline(${streams}, job((error) => { line.push('pipeline ' + error?.message); ${body} }));`,
  (streams, body) =>
    `streams.pipeline(${streams}).then(() => line.push('pipeline'), (error) => line.push('pipeline ' + error.message)).then(job(() => ${body}));`,
];

const OPERATORS = [
  `.map((x) => x * 2)`,
  `.map(async (x) => { await null; return x + 1; }, { concurrency: 2 })`,
  `.filter((x) => x > 1)`,
  `.filter(async (x) => x % 2)`,
  `.take(2)`,
  `.drop(1)`,
  `.flatMap((x) => [x, x])`,
  `.flatMap(async function* (x) { yield x; await null; yield -x; })`,
];

const COLLECTORS = [
  '.toArray()',
  '.reduce((sum, x) => sum + x, 0)',
  '.some((x) => x === 2)',
  '.every((x) => x < 9)',
  '.find(async (x) => x === 3)',
  '.forEach((x) => line.push(String(x)))',
];

export const pipelines: Kinds = {
  pipeline: {
    numbers: {
      chunks: 5,
      mark: MARKS.length,
      when: WHEN.length,
      sinkWhen: WHEN.length,
      place: PLACES.length,
      join: JOINS.length,
    },
    code: ({ body, choice, name, number }) => {
      const x = name();
      const place = choice('place', PLACES);
      const source = `(function* () { for (let i = 0; i < ${number('chunks')}; i++) yield 'c' + i;${place === 'source' ? ` throw new Error('source failed');` : ''} })()`;
      const transformed = failsAt(place, 'transform', `callback(null, chunk + '!')`);
      const flushed = failsAt(place, 'flush', `callback(null, 'last')`);
      const written = failsAt(place, 'sink', 'callback()');
      return `const ${x} = [
  Readable.from(${source}),
  new Transform({ ${choice('mark', MARKS)}
    transform(chunk, encoding, callback) { ${choice('when', WHEN)(transformed)} },
    flush(callback) { ${flushed}; },
  }),
  new Writable({ ${choice('mark', MARKS)}write(chunk, encoding, callback) { line.push('sink ' + chunk); ${choice('sinkWhen', WHEN)(written)} } }),
];
${x}.forEach((stream, i) => stream.on('close', () => line.push('${x} closed ' + i)));
${choice('join', JOINS)(`...${x}`, body)}`;
    },
  },
  'pipeline-generators': {
    numbers: { fails: 2, join: JOINS.length, leaves: 2 },
    code: ({ body, choice, log, number }) => {
      const fails = number('fails') ? `throw new Error('generator failed');` : '';
      const leaves = number('leaves') ? 'break;' : '';
      return choice('join', JOINS)(
        `['a', 'b', 'c'],
  async function* (source) { for await (const x of source) { ${log()} yield x + x; ${fails} } },
  async function (source) { for await (const x of source) { line.push(String(x)); ${leaves} } }`,
        body,
      );
    },
  },
  operators: {
    numbers: { first: OPERATORS.length, second: OPERATORS.length, collector: COLLECTORS.length },
    code: ({ body, choice }) =>
      `Readable.from([1, 2, 3])${choice('first', OPERATORS)}${choice('second', OPERATORS)}${choice('collector', COLLECTORS)}.then((value) => line.push(show(value))).then(job(() => ${body}));`,
  },
  compose: {
    numbers: { when: WHEN.length, mark: MARKS.length },
    code: ({ body, choice, name }) => {
      const x = name();
      return `const ${x} = compose(
  async function* (source) { for await (const chunk of source) yield String(chunk).toUpperCase(); },
  new Transform({ ${choice('mark', MARKS)}transform(chunk, encoding, callback) { ${choice('when', WHEN)(`callback(null, '<' + chunk + '>')`)} } }),
);
${x}.on('data', (chunk) => line.push(String(chunk))).on('finish', () => line.push('finish'));
finished(${x}, job((error) => { line.push('composed ' + error?.message); ${body} }));
${x}.write('a');
${x}.end('b');`;
    },
  },
  'pipe-unpipe': {
    numbers: { when: WHEN.length },
    code: ({ body, choice, name }) => {
      const x = name();
      return `const ${x} = new PassThrough();
const ${x}sink = new Writable({ write(chunk, encoding, callback) { line.push('sink ' + chunk); callback(); } });
for (const event of ['pipe', 'unpipe', 'finish', 'close']) ${x}sink.on(event, () => line.push('sink ' + event));
${x}.pipe(${x}sink);
${x}.write('one');
${choice('when', WHEN)(`${x}.unpipe(${x}sink).on('data', (chunk) => line.push('left ' + chunk)).resume().end('two')`)}
finished(${x}, job(() => ${body}));`;
    },
  },
};
