/** Parts of a thread: stack frames, fatal exceptions, promises in the console, skeletons. */
/* eslint-disable @typescript-eslint/no-explicit-any -- V8's call sites are untyped */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { parseLibFrames, translateCallSites } from '../../src/node/thread/call-site.ts';
import { formatErrorSource } from '../../src/node/thread/fatal-exception.ts';
import { AsyncWrap, HandleWrap } from '../../src/node/thread/handle.ts';
import { LIB_SCRIPT, THREAD_SCRIPT, type LibModule } from '../../src/node/thread/lib.ts';
import { createPrivateSymbol } from '../../src/node/thread/private-symbols.ts';
import { PromiseStates } from '../../src/node/thread/promise-states.ts';
import { registerScript } from '../../src/node/thread/scripts.ts';
import { materialize } from '../../src/node/thread/skeleton.ts';
import { uvException } from '../../src/node/thread/uv-exception.ts';

const at = { part: 'first', start: 0, length: 0, column: 10 } as const;
const modules = new Map<string, LibModule>([
  ['internal/timers', { ...at, id: 'internal/timers', insertions: { 2: [[12, 7]] } }],
  ['events', { ...at, id: 'events', insertions: {} }],
]);

interface FakeSite {
  script: string;
  line: number;
  column: number;
  name?: string;
  type?: string;
  method?: string;
  isAsync?: boolean;
}

/** What V8 gives to Error.prepareStackTrace, as far as it is asked. */
function site({ script, line, column, name, type, method, isAsync = false }: FakeSite): any {
  const where = script ? `${script}:${line}:${column}` : '<anonymous>';
  return {
    getScriptNameOrSourceURL: () => script,
    getFileName: () => script,
    getLineNumber: () => line,
    getColumnNumber: () => column,
    getFunctionName: () => name ?? null,
    getTypeName: () => type ?? null,
    getMethodName: () => method ?? null,
    isAsync: () => isAsync,
    isConstructor: () => false,
    isToplevel: () => type === undefined,
    toString: () => `${isAsync ? 'async ' : ''}${name ? `${name} (${where})` : where}`,
  };
}

test('frames read as in Node: of lib by module, of programs by source, of the runtime not at all', () => {
  registerScript('/home/user/a.js', {
    name: '/home/user/a.js',
    source: 'await x;\n',
    position: (line, column) => (column > 90 ? undefined : { line, column: column - 13 }),
  });
  const frames = translateCallSites({ modules }, new Set(['internal/timers']), [
    site({ script: '/home/user/a.js', line: 1, column: 20, name: 'eval', type: 'Object' }),
    site({ script: '/home/user/a.js', line: 1, column: 95, name: 'inserted' }),
    site({ script: '/home/user/a.js', line: 1, column: 21, name: 'eval', isAsync: true }),
    site({ script: `${LIB_SCRIPT}internal/timers`, line: 2, column: 20, name: 'listOnTimeout' }),
    site({ script: '', line: 0, column: 0, name: 'next', type: 'Generator' }),
    site({
      script: `${LIB_SCRIPT}events`,
      line: 1,
      column: 15,
      name: 'A.b.c',
      type: 'A',
      method: 'c',
    }),
    site({ script: `${LIB_SCRIPT}events`, line: 2, column: 5, name: 'eval' }),
    site({ script: THREAD_SCRIPT, line: 1, column: 1, name: 'drive' }),
    site({ script: '/elsewhere.js', line: 7, column: 8, name: 'other' }),
  ]);
  assert.deepEqual(frames.map(String), [
    'Object.<anonymous> (/home/user/a.js:1:7)',
    'async /home/user/a.js:1:8',
    'listOnTimeout (node:internal/timers:2:13)',
    'A.c (node:events:1:5)',
    'node:events:2:5',
    'other (/elsewhere.js:7:8)',
  ]);
});

test('frames below a microtask are read out of the text of a stack', () => {
  const stack = `Error
    at runMicrotasks (in-step:thread:3:10)
    at process.processTimers (in-step:lib/internal/timers:2:20)
    at processTimers.next (<anonymous>)
    at eval (in-step:lib/events:1:15)`;
  assert.deepEqual(parseLibFrames({ modules }, stack).map(String), [
    'process.processTimers (node:internal/timers:2:13)',
    'node:events:1:5',
  ]);
});

test('the line of a fatal exception has its caret below the column, tabs kept', () => {
  const position = { script: '/a.js', line: 3, column: 4 };
  assert.equal(formatErrorSource(position, '\t  throw 1'), '/a.js:3\n\t  throw 1\n\t  ^\n');
});

test('a printed promise shows the state it had when it was printed, and output keeps its order', async () => {
  const written: string[] = [];
  const states = new PromiseStates((_fd, bytes) => written.push(Buffer.from(bytes).toString()));
  const describe = (promise: Promise<unknown>): string => {
    const [state, result] = states.details(promise);
    return ['pending', 'fulfilled', 'rejected'][state] + (state ? ` ${inspect(result)}` : '');
  };
  const format = states.deferring(describe, () => true);
  const print = (text: string) => states.write(1, Buffer.from(`${text}\n`));
  const settledNow = (async () => 7)();
  const rejectedNow = (async () => {
    throw 'no';
  })();
  let settle!: (value: number) => void;
  const settledLater = new Promise<number>((resolve) => (settle = resolve));
  print(format(settledNow));
  print('between');
  print(format(rejectedNow));
  print(format(settledLater));
  settle(1);
  assert.deepEqual(written, [], 'held until it is known');
  await null;
  await null;
  assert.equal(written.join(''), "fulfilled 7\nbetween\nrejected 'no'\npending\n");
  print(format(settledNow));
  assert.equal(written.at(-1), 'fulfilled 7\n', 'known by now: written at once');
});

test('output that is held at the end is written, with what is known', () => {
  let output = '';
  const states = new PromiseStates((_fd, bytes) => (output += Buffer.from(bytes).toString()));
  const format = states.deferring(
    (promise) => String(states.details(promise)[0]),
    () => true,
  );
  states.write(1, Buffer.from(format(new Promise(() => {}))));
  states.flush(true);
  assert.equal(output, '0');
});

test('a private symbol is no key, is not inherited, and works on frozen objects', () => {
  const secret = createPrivateSymbol('test secret');
  const object: any = Object.freeze({ a: 1 });
  object[secret] = 5;
  assert.equal(object[secret], 5);
  assert.deepEqual(Reflect.ownKeys(object), ['a']);
  assert.equal(Object.create(object)[secret], undefined);
});

test('a skeleton has its constants, and its functions say what is missing', () => {
  const binding = materialize(
    {
      $: 'object',
      bare: false,
      properties: {
        kSize: 7,
        run: { $: 'function', name: 'run' },
        Handle: { $: 'function', name: 'Handle', methods: ['start'], parents: ['HandleWrap'] },
        fields: { $: 'typed-array', type: 'Uint32Array', length: 2 },
      },
    },
    "internalBinding('sample')",
    { AsyncWrap, HandleWrap },
  );
  assert.equal(binding.kSize, 7);
  assert.deepEqual(binding.fields, new Uint32Array(2));
  assert.throws(() => binding.run(), /does not implement internalBinding\('sample'\)\.run\(\)/);
  assert.ok(binding.Handle.prototype instanceof HandleWrap);
  assert.throws(() => binding.Handle.prototype.start(), /sample'\)\.Handle\.start\(\)/);
});

test('a failed system call is an Error as libuv words it', () => {
  const map = new Map([[-2, ['ENOENT', 'no such file or directory'] as [string, string]]]);
  const error = uvException(map, -2, 'rename', '/a', '/b');
  assert.equal(error.message, "ENOENT: no such file or directory, rename '/a' -> '/b'");
  assert.deepEqual(
    { ...error },
    { errno: -2, code: 'ENOENT', syscall: 'rename', path: '/a', dest: '/b' },
  );
});
