/** What every program begins and ends with; of the helpers only those that it uses. */
import { indent } from './indent.ts';

const MODULES: Record<string, string> = {
  AsyncLocalStorage: 'node:async_hooks',
  AsyncResource: 'node:async_hooks',
  execFile: 'node:child_process',
  fork: 'node:child_process',
  spawn: 'node:child_process',
  spawnSync: 'node:child_process',
  EventEmitter: 'node:events',
  once: 'node:events',
  fs: 'node:fs',
  http: 'node:http',
  net: 'node:net',
  Duplex: 'node:stream',
  PassThrough: 'node:stream',
  Readable: 'node:stream',
  Transform: 'node:stream',
  Writable: 'node:stream',
  addAbortSignal: 'node:stream',
  compose: 'node:stream',
  duplexPair: 'node:stream',
  finished: 'node:stream',
  pipeline: 'node:stream',
  streams: 'node:stream/promises',
  timers: 'node:timers/promises',
  inspect: 'node:util',
  promisify: 'node:util',
  Worker: 'node:worker_threads',
  parentPort: 'node:worker_threads',
  receiveMessageOnPort: 'node:worker_threads',
  workerData: 'node:worker_threads',
};
/** Imported whole, under this name. */
const WHOLE = new Set(['fs', 'http', 'net', 'streams', 'timers']);

interface Helper {
  names: string[];
  code: string;
}

const HELPERS: Helper[] = [
  { names: ['als'], code: `const als = new AsyncLocalStorage();` },
  { names: ['other'], code: `const other = new AsyncLocalStorage({ defaultValue: '' });` },
  {
    names: ['log', 'line'],
    code: `let line = [];
const log = (task) => line.push(task + ':' + als.getStore() + other.getStore());
process.on('unhandledRejection', (error) => line.push('unhandled ' + error.message));
process.on('rejectionHandled', () => line.push('handled'));`,
  },
  {
    names: ['show'],
    code: `const show = (value) =>
  value instanceof Error ? String(value) : inspect(value, { compact: true, breakLength: Infinity });`,
  },
  {
    names: ['note', 'asides'],
    code: `/** What may come before or after what stands in the line. */
const asides = new Map();
const note = (side, text) => asides.set(side, [...(asides.get(side) ?? []), text]);`,
  },
  {
    names: ['done', 'job', 'pending'],
    code: `/** Callbacks that have not run yet: the next round waits for them. */
let pending = 1;
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
};`,
  },
  {
    names: ['asyncJob'],
    code: `const asyncJob = (callback) => {
  pending++;
  callback().then(done, done);
};`,
  },
  {
    names: ['repeatedly'],
    code: `const repeatedly = (times, count, each, last) => {
  pending++;
  return () => {
    if (count() < times) return each();
    last();
    done();
  };
};`,
  },
  {
    names: ['post', 'port1'],
    code: `const { port1, port2 } = new MessageChannel();
const posted = [];
port2.on('message', () => posted.shift()());
port2.unref();
const post = (callback) => {
  if (posted.push(callback) === 1) port2.ref();
  port1.postMessage(null);
};`,
  },
  {
    names: ['afterTimes'],
    code: `const afterTimes = (times, callback) => () => --times === 0 && callback();`,
  },
  {
    names: ['both'],
    code: `/** What client and server share. */
const both = {};`,
  },
  {
    names: ['talk'],
    code: `/** Steps of which each begins when the one before says so. */
const talk = ([step, ...rest]) => step?.(() => talk(rest));`,
  },
  {
    names: ['ask'],
    code: `const ask = (peer, message, transfer, then) => {
  peer.once('message', (text) => {
    line.push('[' + text + ']');
    then();
  });
  if (peer.send) peer.send(message);
  else peer.postMessage(message, transfer);
};`,
  },
  {
    names: ['serve', 'answer'],
    code: `/** The other side of a conversation: each step is answered with what it logged. */
let answer;
const serve = (steps) => {
  const reply = (text) => (parentPort ? parentPort.postMessage(text) : process.send(text));
  answer = reply;
  (parentPort ?? process).on('message', ([step, value]) => {
    answer = reply;
    pending++;
    steps[step](value);
    done();
  });
};`,
  },
];

const NEXT = `function next() {
  if (pending > 0) return;
  const text = line.join(' ');
  line = [];
  console.log(text);
  rounds.shift()?.();
}`;

const NEXT_WITH_ASIDES = NEXT.replace(
  `  rounds`,
  `  for (const [side, texts] of asides) console.log(side + '| ' + texts.join(' '));
  asides.clear();
  rounds`,
);

const NEXT_WITH_ROLES = (next: string) =>
  next.replace('console.log(text)', '(answer ?? console.log)(text)');

/** A script of these rounds, which its threads and child processes run as well, in their roles. */
export function script(rounds: string[], roles: string[], isModule: boolean): string {
  const body = [...rounds, ...(rounds.some(posts) ? ['rounds.push(() => port1.close());'] : [])];
  const main = body.join('\n\n');
  const parts = roles.length > 0 ? [rolesCode(roles), `else {\n${indent(main)}\n}`] : [main];
  let next = mentions(main, 'note') ? NEXT_WITH_ASIDES : NEXT;
  if (roles.length > 0) next = NEXT_WITH_ROLES(next);
  const helpers = helpersOf([next, ...parts, 'log job'].join('\n'));
  const code = [...helpers, next, '', ...parts, 'done();'].join('\n');
  return `${[...imports(code, isModule), code].join('\n')}\n`;
}

const posts = (round: string): boolean => mentions(round, 'post');

function rolesCode(roles: string[]): string {
  return `const roles = {\n${indent(roles.join('\n'))}\n};
const role = workerData?.role ?? process.argv[2];
if (role !== undefined) roles[role]();`;
}

function helpersOf(text: string): string[] {
  const used = new Set<Helper>();
  for (let size = -1; size !== used.size;) {
    size = used.size;
    const all = [text, ...[...used].map(({ code }) => code)].join('\n');
    for (const helper of HELPERS) {
      if (helper.names.some((name) => mentions(all, name))) used.add(helper);
    }
  }
  return HELPERS.filter((helper) => used.has(helper)).map(({ code }) => code);
}

function imports(code: string, isModule: boolean): string[] {
  const names: Record<string, string[]> = {};
  for (const [name, id] of Object.entries(MODULES)) {
    if (mentions(code, name)) (names[id] ??= []).push(name);
  }
  const lines = Object.entries(names).map(([id, names]) => {
    const wanted = WHOLE.has(names[0]!) ? names[0]! : `{ ${names.join(', ')} }`;
    return isModule ? `import ${wanted} from '${id}';` : `const ${wanted} = require('${id}');`;
  });
  if (!mentions(code, 'file')) return lines;
  return [...lines, `const file = ${isModule ? 'import.meta.filename' : '__filename'};`];
}

/** As a variable; not as a property, nor in a string or a comment. */
function mentions(code: string, name: string): boolean {
  const bare = code.replace(/\/\*\*.*?\*\//gs, '');
  return new RegExp(`(?<![\\w.'$-])${name}(?![\\w'$:-])`).test(bare);
}
