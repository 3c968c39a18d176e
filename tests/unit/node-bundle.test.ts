/** Node's lib, extracted from the pinned binary that runs this test, and bundled. */
import assert from 'node:assert/strict';
import { constants as fsConstants } from 'node:fs';
import os from 'node:os';
import { before, test } from 'node:test';
import { getSystemErrorMap } from 'node:util';
import { execFileSync } from 'node:child_process';
import { runInThisContext } from 'node:vm';
import { bundleLib } from '../../src/build/node/bundle.ts';
import { extractNode, type NodeDump } from '../../src/build/node/extract.ts';
import linux from '../../src/build/node/linux.json' with { type: 'json' };
import { applyInsertions } from '../../src/build/node/insertions.ts';
import { isOfTheRest, reasonLeftOut } from '../../src/build/node/modules.ts';
import { patchInsertions } from '../../src/build/node/patches.ts';
import { PINNED_VERSION, readNodeLicense } from '../../src/build/node/pinned-node.ts';
import { LIB_GLOBAL, type NodeLib } from '../../src/node/thread/lib.ts';
import { locateInLib, sourceLineOfLib } from '../../src/node/thread/lib-positions.ts';

let dump: NodeDump;
let script: string;
let lib: NodeLib;

before(async () => {
  dump = await extractNode();
  const scripts = bundleLib(dump);
  runInThisContext(scripts.lib);
  lib = (globalThis as unknown as Record<string, NodeLib>)[LIB_GLOBAL]!;
  lib.loadRest = () => void runInThisContext(scripts.libRest);
  // Lines of the rest go on where those of the first script end.
  script = scripts.lib.slice(0, scripts.lib.lastIndexOf('//#')) + scripts.libRest.trimStart();
});

test('the pinned Node runs this test, and its licence is found', async () => {
  assert.equal(process.version, PINNED_VERSION);
  assert.match(await readNodeLicense(), /Node\.js is licensed for use as follows/);
});

test(
  'the numbers of linux.json are those of Node on Linux',
  { skip: process.platform !== 'linux' || process.arch !== 'x64' },
  () => {
    assert.deepEqual(linux.fs, { ...fsConstants });
    assert.deepEqual(linux.os.errno, { ...os.constants.errno });
    assert.deepEqual(linux.os.signals, { ...os.constants.signals });
    const errors = [...getSystemErrorMap()].map(([number, [code]]) => [code, number]);
    assert.deepEqual(linux.errors, Object.fromEntries(errors));
  },
);

test('what the real Node loads to start a module or a worker is in the first script', () => {
  const source = `
    import { Worker } from 'node:worker_threads';
    import 'node:timers/promises';
    import 'node:fs/promises';
    const there = 'require("worker_threads").parentPort.postMessage(process.moduleLoadList)';
    new Worker(there, { eval: true, execArgv: [] }).on('message', (list) => {
      console.log([...process.moduleLoadList, ...list].join());
    });`;
  const args = ['--input-type=module', '-e', source];
  const list = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split(',');
  const loaded = list.map((name) => name.replace('NativeModule ', ''));
  assert.ok(loaded.includes('internal/modules/esm/loader') && loaded.includes('worker_threads'));
  assert.deepEqual(loaded.filter(isOfTheRest), []);
  assert.ok(isOfTheRest('internal/deps/undici/undici') && isOfTheRest('http'));
});

test('every module is in the bundle or left out with a reason', () => {
  lib.loadRest();
  for (const id of Object.keys(dump.sources)) {
    assert.equal(id in lib.functions, reasonLeftOut(id) === undefined, id);
  }
  for (const id of [
    'fs',
    'internal/bootstrap/realm',
    'internal/main/worker_thread',
    'https',
    'http2',
    'test',
  ]) {
    assert.equal(typeof lib.functions[id], 'function', id);
  }
  for (const id of ['quic', 'inspector', 'sqlite', 'repl', 'internal/quic/quic']) {
    assert.match(lib.leftOut[id] ?? '', /\w/, id);
  }
});

test('positions in the bundle lead back to the line and column in the source', () => {
  const lines = script.split('\n');
  let checked = 0;
  for (const module of lib.modules) {
    const source = dump.sources[module.id]!.split('\n');
    // Words that stand once in a line of the source and of the bundle, every 40th line.
    for (let line = 2; line <= source.length; line += 40) {
      const bundled = lines[module.line + line - 2]!;
      for (const word of source[line - 1]!.match(/\b[A-Za-z]{4,}\b/g) ?? []) {
        const pattern = new RegExp(`\\b${word}\\b`, 'g');
        const found = [...bundled.matchAll(pattern)];
        if (found.length !== 1 || source[line - 1]!.match(pattern)!.length !== 1) continue;
        const position = locateInLib(lib, module.line + line - 1, found[0]!.index + 1);
        const column = source[line - 1]!.search(pattern) + 1;
        assert.deepEqual(position, { id: module.id, line, column }, `${module.id}:${line} ${word}`);
        checked++;
      }
    }
  }
  assert.ok(checked > 1000, `${checked} words`);
});

test('a line of source is read back out of the bundle as Node prints it', () => {
  for (const id of ['events', 'internal/timers', 'internal/process/promises', 'fs']) {
    const source = dump.sources[id]!.split('\n');
    const inserted = lib.modules.find((module) => module.id === id)!.insertions;
    for (const line of Object.keys(inserted).map(Number)) {
      assert.equal(sourceLineOfLib(lib, id, line), source[line - 1], `${id}:${line}`);
    }
  }
  const line = dump.sources['events']!.split('\n').findIndex((text) => text.includes('throw er;'));
  assert.match(sourceLineOfLib(lib, 'events', line + 1)!, /throw er; \/\/ Unhandled 'error' event/);
});

test('the functions that drain microtasks are generators in the bundle', () => {
  for (const id of ['internal/process/task_queues', 'internal/timers']) {
    assert.match(String(lib.functions[id]), /function\* \w+\(/);
  }
  assert.match(String(lib.functions['internal/process/task_queues']), /yield runMicrotasks\(\);/);
});

test('a patch that no longer applies fails the build, by the name of the module', () => {
  const changed = dump.sources['internal/timers']!.replace('runNextTicks();', 'runTicks();');
  assert.throws(() => patchInsertions('internal/timers', changed), /internal\/timers: expected 3/);
});

test('insertions at one place keep their order and are counted by their columns', () => {
  const { text, columns } = applyInsertions('ab\ncd', [
    { at: 4, text: 'Y' },
    { at: 1, text: '1' },
    { at: 1, text: '2' },
  ]);
  assert.equal(text, 'a12b\ncYd');
  assert.deepEqual(columns, {
    1: [
      [3, 1],
      [4, 1],
    ],
    2: [[3, 1]],
  });
});
