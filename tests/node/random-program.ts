/**
 * Random programs that nest every kind of task of Node's event loop. Each task logs its number and
 * its AsyncLocalStorage store. A program is a function of its seed, and what it prints is
 * determined by rules that Node guarantees: tasks whose order is left to chance (timers against
 * immediates, two file reads) are never pending together. So a program is a row of rounds; a round
 * begins in one macrotask, lets tasks of one family nest, and the next begins when nothing of it
 * is left.
 */

export interface RandomProgram {
  /** `random-7.mjs`: odd seeds give ES modules, even ones CommonJS. */
  name: string;
  source: string;
}

/** Which macrotasks may be pending together in a round. */
const FAMILIES = ['none', 'timers', 'immediates', 'messages'] as const;
type Family = (typeof FAMILIES)[number];

/** What a round begins in: its code runs as a callback of this kind. */
const ROOTS = ['timeout', 'immediate', 'file', 'file-promise', 'message', 'microtask'] as const;

const ROUNDS = 5;
const TASKS_PER_ROUND = 16;
const MAX_DEPTH = 6;

/** mulberry32 */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Where a statement is made: what may stand there. */
interface Place {
  depth: number;
  family: Family;
  /** Whether the code around it is an async function's (or a module's top level). */
  canAwait: boolean;
}

class Generator {
  readonly #random: () => number;
  readonly #isModule: boolean;
  #tasks = 0;
  #names = 0;
  #budget = 0;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
    this.#isModule = seed % 2 === 1;
  }

  program(): string {
    const rounds = Array.from({ length: ROUNDS }, (_, index) => this.#round(index));
    return [PROLOGUE(this.#isModule), ...rounds, EPILOGUE].join('\n\n') + '\n';
  }

  #round(index: number): string {
    this.#budget = TASKS_PER_ROUND;
    const family = this.#pick(FAMILIES);
    if (index === 0) return this.#firstRound(family);
    const root = this.#pick(ROOTS);
    // After a file was read, immediates come before timers: the one place where both may be.
    const mixes = root === 'file' && this.#chance(0.5);
    const body = mixes ? this.#mixed() : this.#block({ depth: 0, family, canAwait: false });
    return `rounds.push(() => begin.${camelCase(root)}(() => {\n${indent(body)}\n}));`;
  }

  /** The main script itself; in a module it may await. */
  #firstRound(family: Family): string {
    return this.#block({ depth: 0, family, canAwait: this.#isModule });
  }

  #mixed(): string {
    const statements: string[] = [];
    for (let i = 0; i < 6; i++) {
      const timer = this.#chance(0.5);
      const body = this.#block({ depth: 2, family: timer ? 'timers' : 'none', canAwait: false });
      const schedule = timer ? 'setTimeout' : 'setImmediate';
      const call = `${schedule}(job(() => {\n${indent(body)}\n}));`;
      statements.push(
        this.#chance(0.3) ? `process.nextTick(job(() => {\n${indent(call)}\n}));` : call,
      );
    }
    return statements.join('\n');
  }

  /** A log and a few more tasks. */
  #block(place: Place): string {
    const statements = [this.#log()];
    const count = place.depth >= MAX_DEPTH ? 0 : 1 + Math.floor(this.#random() * 4);
    for (let i = 0; i < count && this.#budget > 0; i++) {
      statements.push(this.#task({ ...place, depth: place.depth + 1 }));
      if (place.canAwait && this.#chance(0.4)) statements.push(this.#await(), this.#log());
    }
    return statements.join('\n');
  }

  #task(place: Place): string {
    this.#budget--;
    const kinds = [...TASKS, ...MACROTASKS[place.family]];
    const { code, canAwait = false } = this.#pick(kinds);
    const body = this.#block({ ...place, canAwait });
    const statement = code(
      new Parts(
        body,
        () => this.#log(),
        () => `x${this.#names++}`,
      ),
    );
    return this.#inStore(statement);
  }

  /** Sometimes a task is scheduled in another store. */
  #inStore(statement: string): string {
    const store = this.#tasks;
    const wrapped = indent(statement);
    switch (Math.floor(this.#random() * 9)) {
      case 0:
      case 1:
      case 2:
        return `als.run(${store}, () => {\n${wrapped}\n});`;
      case 3:
        return `als.exit(() => {\n${wrapped}\n});`;
      case 4:
        return `AsyncLocalStorage.snapshot()(() => {\n${wrapped}\n});`;
      case 5:
        return `als.run(${store}, () => AsyncResource.bind(() => {\n${wrapped}\n}))();`;
      case 6:
        return `other.run(${store}, () => {\n${wrapped}\n});`;
      default:
        return statement;
    }
  }

  #await(): string {
    return `await ${this.#pick(AWAITED)};`;
  }

  #log(): string {
    return `log(${this.#tasks++});`;
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)]!;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }
}

/** What a kind of task is written with. */
class Parts {
  /** The statements of the task. */
  readonly body: string;
  /** Another log. */
  readonly log: () => string;
  /** A fresh name. */
  readonly name: () => string;

  constructor(body: string, log: () => string, name: () => string) {
    this.body = `{\n${indent(body)}\n}`;
    this.log = log;
    this.name = name;
  }
}

interface TaskKind {
  /** The body stands in an async function. */
  canAwait?: boolean;
  code(parts: Parts): string;
}

/** Tasks that are done before the next macrotask. */
const TASKS: TaskKind[] = [
  { code: ({ body }) => `job(() => ${body})();` },
  { code: ({ body }) => `process.nextTick(job(() => ${body}));` },
  { code: ({ body }) => `process.nextTick(job((a, b) => ${body}), 1, 2);` },
  { code: ({ body }) => `queueMicrotask(job(() => ${body}));` },
  { code: ({ body }) => `Promise.resolve().then(job(() => ${body}));` },
  { code: ({ body }) => `Promise.reject(1).then(null, job(() => ${body}));` },
  {
    code: ({ body, log }) =>
      `Promise.resolve().then(job(() => { ${log()} })).then(job(() => ${body}));`,
  },
  {
    code: ({ body, log }) =>
      `Promise.reject(new Error()).catch(job(() => { ${log()} })).finally(job(() => ${body}));`,
  },
  {
    code: ({ body }) =>
      `new Promise((resolve) => process.nextTick(resolve)).then(job(() => ${body}));`,
  },
  {
    code: ({ body }) =>
      `new Promise((resolve) => resolve(Promise.resolve())).then(job(() => ${body}));`,
  },
  {
    code: ({ body }) =>
      `Promise.resolve({ then(resolve) { resolve(); } }).then(job(() => ${body}));`,
  },
  {
    code: ({ body }) => `Promise.resolve().then(() => Promise.resolve()).then(job(() => ${body}));`,
  },
  {
    code: ({ body }) =>
      `Promise.all([1, Promise.resolve(2), new Promise((resolve) => process.nextTick(resolve))]).then(job(() => ${body}));`,
  },
  {
    code: ({ body }) =>
      `Promise.race([new Promise(() => {}), Promise.resolve()]).finally(job(() => ${body}));`,
  },
  { code: ({ body }) => `Promise.allSettled([Promise.reject(1), 2]).then(job(() => ${body}));` },
  {
    code: ({ body }) =>
      `Promise.any([Promise.reject(1), Promise.resolve(2)]).then(job(() => ${body}));`,
  },
  { canAwait: true, code: ({ body }) => `asyncJob(async () => ${body});` },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  await null;\n  ${log()}\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  try {\n    await Promise.reject(new Error());\n  } catch ${body} finally {\n    ${log()}\n  }\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  for (const x of [1, 2]) {\n    await x;\n    ${log()}\n  }\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  for await (const x of [1, Promise.resolve(2)]) { ${log()} }\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log, name }) => {
      const g = name();
      return `asyncJob(async () => {\n  async function* ${g}() { ${log()} yield 1; ${log()} yield Promise.resolve(2); await null; ${log()} }\n  for await (const x of ${g}()) { ${log()} }\n${indent(body)}\n});`;
    },
  },
  {
    canAwait: true,
    code: ({ body, log, name }) => {
      const g = name();
      return `asyncJob(async () => {\n  async function* ${g}() { try { yield* [1, 2]; } finally { await null; ${log()} } }\n  for await (const x of ${g}()) { ${log()} break; }\n${indent(body)}\n});`;
    },
  },
  {
    canAwait: true,
    code: ({ body, log, name }) => {
      const g = name();
      return `asyncJob(async () => {\n  const ${g} = (async function* () { yield 1; ${log()} await 0; yield 2; ${log()} })();\n  const steps = [als.run('first', () => ${g}.next()), als.run('second', () => ${g}.next()), als.run('third', () => ${g}.next())];\n  await Promise.all(steps);\n${indent(body)}\n});`;
    },
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  await using resource = { async [Symbol.asyncDispose]() { ${log()} await null; ${log()} } };\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  await { then(resolve) { ${log()} resolve(); } };\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  als.enterWith('entered');\n  ${log()}\n  await null;\n  ${log()}\n${indent(body)}\n});`,
  },
  {
    canAwait: true,
    code: ({ body, name }) => {
      const c = name();
      return `asyncJob(async () => {\n  class ${c} { static async make() { await null; return new ${c}(); } #value = 1; async get() { await undefined; return this.#value; } }\n  await (await ${c}.make()).get();\n${indent(body)}\n});`;
    },
  },
  {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventEmitter();\n${e}.on('event', job(() => ${body}));\n${e}.emit('event');`;
    },
  },
  {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventEmitter();\nonce(${e}, 'event').then(job(() => ${body}));\nprocess.nextTick(() => ${e}.emit('event'));`;
    },
  },
  {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventTarget();\n${e}.addEventListener('event', job(() => ${body}), { once: true });\n${e}.dispatchEvent(new Event('event'));`;
    },
  },
  {
    code: ({ body, name }) => {
      const a = name();
      return `const ${a} = new AbortController();\n${a}.signal.addEventListener('abort', job(() => ${body}));\nqueueMicrotask(() => ${a}.abort());`;
    },
  },
  {
    code: ({ body, name }) => {
      const p = name();
      return `const ${p} = Promise.reject(new Error('handled later'));\nconst ${p}handler = job(() => ${body});\nqueueMicrotask(() => queueMicrotask(() => ${p}.catch(${p}handler)));`;
    },
  },
  {
    code: ({ body, name }) => {
      const s = name();
      return `const ${s} = Readable.from(['a', 'b']);\n${s}.on('data', () => {});\n${s}.on('end', job(() => ${body}));`;
    },
  },
];

/** Tasks that run in a macrotask of their own. */
const MACROTASKS: Record<Family, TaskKind[]> = {
  none: [],
  timers: [
    { code: ({ body }) => `setTimeout(job(() => ${body}));` },
    { code: ({ body }) => `setTimeout(job(() => ${body}), 1);` },
    { code: ({ body }) => `promisify(setTimeout)(1).then(job(() => ${body}));` },
    {
      canAwait: true,
      code: ({ body }) =>
        `asyncJob(async () => {\n  await timers.setTimeout(1);\n${indent(body)}\n});`,
    },
    {
      code: ({ body, log, name }) => {
        const i = name();
        return `let ${i}count = 0;\nconst ${i} = setInterval(repeatedly(2, () => ${i}count++, () => { ${log()} }, () => { clearInterval(${i}); ${body} }), 1);`;
      },
    },
    {
      code: ({ body, name }) => {
        const t = name();
        return `const ${t} = setTimeout(() => log('never'));\nsetTimeout(job(() => ${body}));\nclearTimeout(${t});`;
      },
    },
    {
      code: ({ body, name }) => {
        const p = name();
        return `const ${p} = Promise.reject(new Error('late'));\nsetTimeout(job(() => { ${p}.catch(() => {}); ${body} }));`;
      },
    },
    {
      canAwait: true,
      code: ({ body, log }) =>
        `asyncJob(async () => {\n  for await (const x of timers.setInterval(1)) { ${log()} break; }\n${indent(body)}\n});`,
    },
  ],
  immediates: [
    { code: ({ body }) => `setImmediate(job(() => ${body}));` },
    { code: ({ body }) => `setImmediate(job((x) => ${body}), 1);` },
    { code: ({ body }) => `promisify(setImmediate)().then(job(() => ${body}));` },
    {
      canAwait: true,
      code: ({ body }) =>
        `asyncJob(async () => {\n  await timers.setImmediate();\n${indent(body)}\n});`,
    },
    {
      canAwait: true,
      code: ({ body }) =>
        `asyncJob(async () => {\n  await timers.scheduler.yield();\n${indent(body)}\n});`,
    },
    {
      code: ({ body, name }) => {
        const i = name();
        return `const ${i} = setImmediate(() => log('never'));\nsetImmediate(job(() => { ${body} }));\nclearImmediate(${i});`;
      },
    },
  ],
  messages: [{ code: ({ body }) => `post(job(() => ${body}));` }],
};

const AWAITED = [
  'null',
  'Promise.resolve()',
  '(async () => {})()',
  '(async () => { await null; })()',
  '(async () => Promise.resolve())()',
  '{ then(resolve) { resolve(); } }',
  'new Promise((resolve) => process.nextTick(resolve))',
  'new Promise((resolve) => queueMicrotask(resolve))',
  'Promise.reject(1).catch(() => {})',
  'Promise.all([1, (async () => {})()])',
  '(await null, await undefined)',
];

const MODULES = {
  'node:async_hooks': '{ AsyncLocalStorage, AsyncResource }',
  'node:events': '{ EventEmitter, once }',
  'node:fs': 'fs',
  'node:stream': '{ Readable }',
  'node:timers/promises': 'timers',
  'node:util': '{ promisify }',
};

const PROLOGUE = (isModule: boolean): string =>
  [
    ...Object.entries(MODULES).map(([id, names]) =>
      isModule ? `import ${names} from '${id}';` : `const ${names} = require('${id}');`,
    ),
    `const file = ${isModule ? 'import.meta.filename' : '__filename'};`,
    RUNTIME,
  ].join('\n');

const RUNTIME = `const als = new AsyncLocalStorage();
const other = new AsyncLocalStorage({ defaultValue: '' });
let line = [];
const log = (task) => line.push(task + ':' + als.getStore() + other.getStore());
process.on('unhandledRejection', (error) => line.push('unhandled ' + error.message));
process.on('rejectionHandled', () => line.push('handled'));

/** Callbacks that have not run yet: the next round waits for them. */
let pending = 0;
const rounds = [];
const done = () => {
  if (--pending === 0) als.exit(() => other.exit(() => setImmediate(() => setImmediate(next))));
};
const job = (callback) => {
  pending++;
  return (...args) => {
    try {
      return callback(...args);
    } finally {
      done();
    }
  };
};
const asyncJob = (callback) => {
  pending++;
  callback().then(done, done);
};
const repeatedly = (times, count, each, last) => {
  pending++;
  return () => {
    if (count() < times) return each();
    last();
    done();
  };
};
function next() {
  if (pending > 0) return;
  console.log(line.join(' '));
  line = [];
  rounds.shift()?.();
}
const { port1, port2 } = new MessageChannel();
const posted = [];
port2.on('message', () => posted.shift()());
port2.unref();
const post = (callback) => {
  if (posted.push(callback) === 1) port2.ref();
  port1.postMessage(null);
};
const begin = {
  timeout: (round) => setTimeout(job(round)),
  immediate: (round) => setImmediate(job(round)),
  file: (round) => fs.readFile(file, job(round)),
  filePromise: (round) => fs.promises.readFile(file).then(job(round)),
  message: (round) => post(job(round)),
  microtask: (round) => queueMicrotask(job(round)),
};
pending++;`;

const EPILOGUE = `rounds.push(() => port1.close());
done();`;

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The program of a seed: the same for ever, as long as this file is. */
export function randomProgram(seed: number): RandomProgram {
  const name = `random-${seed}.${seed % 2 === 1 ? 'mjs' : 'cjs'}`;
  return { name, source: new Generator(seed).program() };
}
