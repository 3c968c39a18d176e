/** Child processes: one that is talked to over its channel, and ones that run to their end. */
import type { Kinds } from '../tree.ts';
import { HERE, IMMEDIATES_THERE, say, serve, talk, TIMERS_THERE } from './conversation.ts';

const VALUES = ['1', `{ a: [1, null, 'é한'] }`, `'x'.repeat(70000).length`, 'true'];
/** What only the serialization of structured clones carries. */
const CLONED = ['new Map([[1, 2n]])', 'new Date(0)', `Buffer.from('abc')`, `[undefined, -0]`];

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGHUP', 'SIGUSR2'];

/** The child leaves its channel, and so answers no more. */
const LEAVE = 'answer = () => {}; process.disconnect();';

/** Not by `disconnect()` here: of that child Node tells no close. */
const ENDS: { here?: (x: string) => string; there?: string }[] = [
  { there: '() => process.exit(3)' },
  { there: `() => { ${LEAVE} }` },
  { there: `() => { process.exitCode = 5; ${LEAVE} }` },
  { there: `() => { console.error('to stderr'); ${LEAVE} }` },
  { there: `() => { process.on('exit', (code) => console.log('exit', code)); process.exit(0); }` },
  { there: `() => process.kill(process.pid, 'SIGTERM')` },
  ...SIGNALS.map((signal) => ({ here: (x: string) => `${x}.kill('${signal}')` })),
];

/** What a child that is not talked to is run with. */
const EXIT_CODES = [
  '',
  'process.exitCode = 4;',
  `process.on('exit', () => { process.exitCode = 6; });`,
];

export const children: Kinds = {
  fork: {
    numbers: { end: ENDS.length, advanced: 2 },
    blocks: [HERE, { of: 'child-step', pending: 'none', least: 1, most: 3 }],
    isAlone: true,
    code: (parts) => {
      const x = parts.name();
      const { here, there } = parts.steps(1, x);
      const end = parts.choice('end', ENDS);
      serve(parts, x, there, end.there ?? '');
      const last = end.here?.(x) ?? `${x}.send([${there.length}])`;
      const advanced = parts.number('advanced') ? `, serialization: 'advanced'` : '';
      return `const ${x} = fork(file, ['${x}'], { silent: true${advanced} });
pending++;
for (const output of [${x}.stdout, ${x}.stderr]) {
  let text = '';
  output.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  ${x}.on('close', () => line.push(show(text)));
}
${x}.on('exit', (code, signal) => line.push('exit ' + code + ' ' + signal));
${x}.on('close', (code, signal) => { line.push('close ' + code + ' ' + signal); ${parts.block(0)} done(); });
${talk(x, here, `() => { ${last}; },`)}`;
    },
  },
};
export const childSteps: Kinds = {
  'child-say': {
    slot: 'child-step',
    numbers: { value: VALUES.length },
    blocks: [HERE, TIMERS_THERE],
    code: (parts) => say(parts, parts.choice('value', VALUES)),
  },
  'child-clone': {
    slot: 'child-step',
    numbers: { value: CLONED.length },
    blocks: [HERE, IMMEDIATES_THERE],
    code: (parts) => say(parts, `String(${parts.choice('value', CLONED)})`),
  },
  'child-signal': {
    slot: 'child-step',
    numbers: { signal: SIGNALS.length },
    blocks: [HERE, HERE],
    code: ({ peer, index, block, choice, there }) => {
      const signal = choice(
        'signal',
        SIGNALS.filter((name) => name !== 'SIGKILL'),
      );
      there(`() => {
  pending++;
  process.once('${signal}', (...heard) => { line.push(heard.join()); ${block(1)} done(); });
  process.send('ready');
},`);
      return `(next) => ask(${peer}, [${index}], [], () => {
  ${peer}.once('message', (text) => { line.push('[' + text + ']'); ${block(0)} next(); });
  line.push(String(${peer}.kill('${signal}')));
}),`;
    },
  },
  /** The child echoes a line of its standard input. */
  'child-stdin': {
    slot: 'child-step',
    numbers: { length: 3 },
    blocks: [HERE, HERE],
    code: ({ peer, index, block, choice, there }) => {
      const length = choice('length', [1, 1000, 100000]);
      there(`() => {
  pending++;
  let got = 0;
  process.stdin.on('data', function take(chunk) {
    got += chunk.length;
    if (got < ${length}) return;
    process.stdin.off('data', take).pause();
    line.push(got + ' bytes');
    ${block(1)}
    done();
  });
},`);
      return `(next) => {
  ask(${peer}, [${index}], [], () => { ${block(0)} next(); });
  ${peer}.stdin.write('x'.repeat(${length}));
},`;
    },
  },
};

/** The role `x` of a child that does its tasks and ends; what it logged is what it prints. */
const run = (x: string, exitCode: string, body: string): [string, string] => [
  x,
  `${exitCode}\n${body}`,
];

const RUN = {
  numbers: { exitCode: EXIT_CODES.length },
  blocks: [HERE, TIMERS_THERE],
  isAlone: true,
};

export const childRuns: Kinds = {
  spawn: {
    ...RUN,
    code: ({ block, choice, name, role }) => {
      const x = name();
      role(...run(x, choice('exitCode', EXIT_CODES), block(1)));
      return `const ${x} = spawn(process.execPath, [file, '${x}']);
pending++;
let ${x}text = '';
${x}.stdout.on('data', (chunk) => (${x}text += chunk));
${x}.on('close', (...end) => { line.push(show(${x}text), end.join()); ${block(0)} done(); });`;
    },
  },
  'exec-file': {
    ...RUN,
    code: ({ block, choice, name, role }) => {
      const x = name();
      role(...run(x, choice('exitCode', EXIT_CODES), block(1)));
      return `execFile(process.execPath, [file, '${x}'], job((error, stdout, stderr) => { line.push(String(error?.code), show([stdout, stderr])); ${block(0)} }));`;
    },
  },
  'exec-file-promisified': {
    ...RUN,
    code: ({ block, choice, name, role }) => {
      const x = name();
      role(...run(x, choice('exitCode', EXIT_CODES), block(1)));
      return `promisify(execFile)(process.execPath, [file, '${x}']).then((result) => line.push(show(result)), (error) => line.push(error.code + show(error.stdout))).then(job(() => ${block(0)}));`;
    },
  },
  'spawn-sync': {
    ...RUN,
    numbers: { ...RUN.numbers, input: 2 },
    code: ({ block, choice, name, number, role }) => {
      const x = name();
      role(...run(x, choice('exitCode', EXIT_CODES), block(1)));
      const input = number('input') ? `{ input: 'unread' }` : '{}';
      return `const ${x} = spawnSync(process.execPath, [file, '${x}'], ${input});
line.push(${x}.status + ' ' + ${x}.signal, show([String(${x}.stdout), String(${x}.stderr)]));
job(() => ${block(0)})();`;
    },
  },
};
