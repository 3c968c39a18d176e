/** Node's lib, extracted from the pinned binary that runs this test, and bundled. */
import assert from 'node:assert/strict';
import { constants as fsConstants } from 'node:fs';
import os from 'node:os';
import { before, test } from 'node:test';
import { getSystemErrorMap } from 'node:util';
import { bundleLib } from '../../src/build/node/bundle.ts';
import { extractNode, type NodeDump } from '../../src/build/node/extract.ts';
import linux from '../../src/build/node/linux.json' with { type: 'json' };
import { applyInsertions } from '../../src/build/node/insertions.ts';
import { isOfTheRest, reasonLeftOut } from '../../src/build/node/modules.ts';
import { patchInsertions } from '../../src/build/node/patches.ts';
import { PINNED_VERSION, readNodeLicense } from '../../src/build/node/pinned-node.ts';
import { usualModules } from '../../src/build/node/usual-modules.ts';
import { LIB_SCRIPT, NodeLib } from '../../src/node/thread/lib.ts';
import { locateInLib, sourceLineOfLib } from '../../src/node/thread/lib-positions.ts';

let dump: NodeDump;
let lib: NodeLib;

before(async () => {
  dump = await extractNode();
  const thrown = <E>(error: E) => error;
  const { lib: first, libRest } = bundleLib(dump, await usualModules());
  const [bytes, rest] = [first, libRest].map((text) => new TextEncoder().encode(text));
  lib = new NodeLib(bytes!, () => rest!, { frame: {}, thrown });
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

test('what the real Node loads to start a module or a worker is in the first text', () => {
  assert.ok(lib.usual.includes('internal/modules/esm/loader'));
  assert.ok(lib.usual.includes('worker_threads'));
  assert.deepEqual(
    lib.usual.filter((id) => lib.modules.get(id)?.part !== 'first'),
    [],
  );
  assert.ok(isOfTheRest('internal/deps/undici/undici') && isOfTheRest('http'));
});

test('every module is in the bundle or left out with a reason', () => {
  for (const id of Object.keys(dump.sources)) {
    assert.equal(lib.modules.has(id), reasonLeftOut(id) === undefined, id);
    if (lib.modules.has(id)) assert.equal(typeof lib.functionOf(id), 'function', id);
  }
  for (const id of ['fs', 'internal/main/worker_thread', 'https', 'http2', 'test']) {
    assert.ok(lib.modules.has(id), id);
  }
  for (const id of ['quic', 'inspector', 'sqlite', 'repl', 'internal/quic/quic']) {
    assert.match(lib.leftOut[id] ?? '', /\w/, id);
  }
});

test('a module is compiled once, as a script of its own name', () => {
  assert.equal(lib.functionOf('events'), lib.functionOf('events'));
  assert.ok(lib.textOf('events').endsWith(`\n//# sourceURL=${LIB_SCRIPT}events\n`));
});

test('positions in the bundle lead back to the line and column in the source', () => {
  let checked = 0;
  for (const module of lib.modules.values()) {
    const source = dump.sources[module.id]!.split('\n');
    const lines = lib.textOf(module.id).split('\n');
    // Words that stand once in a line of the source and of the bundle, every 40th line.
    for (let line = 2; line <= source.length; line += 40) {
      const bundled = lines[line - 1]!;
      for (const word of source[line - 1]!.match(/\b[A-Za-z]{4,}\b/g) ?? []) {
        const pattern = new RegExp(`\\b${word}\\b`, 'g');
        const found = [...bundled.matchAll(pattern)];
        if (found.length !== 1 || source[line - 1]!.match(pattern)!.length !== 1) continue;
        const position = locateInLib(module, line, found[0]!.index + 1);
        const column = source[line - 1]!.search(pattern) + 1;
        assert.deepEqual(position, { line, column }, `${module.id}:${line} ${word}`);
        checked++;
      }
    }
  }
  assert.ok(checked > 1000, `${checked} words`);
});

test('a line of source is read back out of the bundle as Node prints it', () => {
  for (const id of ['events', 'internal/timers', 'internal/process/promises', 'fs']) {
    const source = dump.sources[id]!.split('\n');
    const inserted = lib.modules.get(id)!.insertions;
    for (const line of Object.keys(inserted).map(Number)) {
      assert.equal(sourceLineOfLib(lib, id, line), source[line - 1], `${id}:${line}`);
    }
  }
  const line = dump.sources['events']!.split('\n').findIndex((text) => text.includes('throw er;'));
  assert.match(sourceLineOfLib(lib, 'events', line + 1)!, /throw er; \/\/ Unhandled 'error' event/);
});

test('the functions that drain microtasks are generators in the bundle', () => {
  for (const id of ['internal/process/task_queues', 'internal/timers']) {
    assert.match(String(lib.functionOf(id)), /function\* \w+\(/);
  }
  assert.match(lib.textOf('internal/process/task_queues'), /yield runMicrotasks\(\);/);
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
