import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Browser } from '@playwright/test';
import { pack, unpack } from '../node/conformance/archive.ts';
import { familyOf, familyRows, formatTable } from '../node/conformance/families.ts';
import { judge, skips } from '../node/conformance/outcome.ts';
import { keep } from '../node/conformance/kept.ts';
import { explain, type Explained } from '../node/conformance/reasons.ts';
import { compareResults, failingLines, makeResult } from '../node/conformance/result.ts';
import { parseMetadata, readSuite } from '../node/conformance/suite.ts';
import { ConformanceTab } from '../node/conformance/tab.ts';

const about = {
  date: '2026-01-02T03:04:05.000Z',
  commit: 'abc',
  machine: 'm',
  chromium: '150',
  node: 'v26.10.0',
  suite: { version: '25.8.1', digest: 'd' },
  filters: [],
};
const passed = { status: 'passed', ms: 1 } as const;
const failed = { status: 'failed', ms: 1, error: 'Error: no' } as const;

function suiteIn(context: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'suite-'));
  context.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('flags and environment come from the lines that say so, and from no other', () => {
  const source = [
    '// Copyright',
    '// Flags: --expose-internals  --no-warnings',
    "'use strict';",
    '// Flags: --expose-gc',
    '// Env: A=b=c D=',
    '  // Flags: --indented',
    'const text = "// Flags: --quoted";',
  ].join('\n');
  deepStrictEqual(parseMetadata(source), {
    flags: ['--expose-internals', '--no-warnings', '--expose-gc'],
    env: { A: 'b=c', D: '' },
  });
  deepStrictEqual(parseMetadata('// nothing'), { flags: [], env: {} });
});

test('a suite is read with its version, its tests in order and what they share', (context) => {
  const root = suiteIn(context, {
    'node_version.ts': 'export const version = "25.8.1";',
    'test/parallel/test-b.mjs': "'../fixtures/wpt/a'",
    'test/fixtures/a.js': '',
    'test/fixtures/wpt/b.js': '',
    'test/parallel/test-a.js': '// Flags: --x',
    'test/parallel/helper.js': '',
    'test/common/index.js': '1',
  });
  symlinkSync('index.js', join(root, 'test/common/link.js'));
  const suite = readSuite(join(root, 'test'));
  strictEqual(suite.version, '25.8.1');
  deepStrictEqual(suite.tests, [
    {
      name: 'parallel/test-a.js',
      source: '// Flags: --x',
      parts: ['common'],
      flags: ['--x'],
      env: {},
    },
    {
      name: 'parallel/test-b.mjs',
      source: "'../fixtures/wpt/a'",
      parts: ['common', 'wpt', 'fixtures'],
      flags: [],
      env: {},
    },
  ]);
  deepStrictEqual(
    readSuite(join(root, 'test'), ['b.m']).tests.map(({ name }) => name),
    ['parallel/test-b.mjs'],
  );
  deepStrictEqual(suite.parts['common'], {
    common: {
      directory: {
        'index.js': { file: { contents: Buffer.from('1') } },
        'link.js': { file: { symlink: 'index.js' } },
      },
    },
  });
  const empty = { file: { contents: Buffer.from('') } };
  deepStrictEqual(suite.parts['fixtures'], { fixtures: { directory: { 'a.js': empty } } });
  deepStrictEqual(suite.parts['wpt'], {
    fixtures: { directory: { wpt: { directory: { 'b.js': empty } } } },
  });
  writeFileSync(join(root, 'test/common/index.js'), '2');
  strictEqual(readSuite(join(root, 'test')).digest === suite.digest, false);
});

test('the version may also be that of the checkout around the suite', (context) => {
  const root = suiteIn(context, {
    'src/node_version.h': [
      '#define NODE_MAJOR_VERSION 26',
      '#define NODE_MINOR_VERSION 10',
      '#define NODE_PATCH_VERSION 0',
    ].join('\n'),
    'test/parallel/test-a.js': '',
    'test/common/index.js': '',
  });
  strictEqual(readSuite(join(root, 'test')).version, '26.10.0');
});

test('a folder that is not a suite is refused in words', (context) => {
  throws(() => readSuite(suiteIn(context, {})), /is not Node's test directory/);
});

test('an archive gives the tree that was packed', () => {
  const bytes = new Uint8Array([0, 255, 128]);
  const tree = {
    folder: { directory: { 'a.bin': { file: { contents: bytes } }, empty: { directory: {} } } },
    'b.txt': { file: { contents: '한글' } },
    link: { file: { symlink: 'b.txt' } },
  };
  deepStrictEqual(unpack(pack(tree)), {
    ...tree,
    'b.txt': { file: { contents: new TextEncoder().encode('한글') } },
  });
});

test('families are the beginnings of names', () => {
  const names = {
    'parallel/test-assert.js': 'assert',
    'parallel/test-child-process-exec-abortcontroller-promisified.js': 'child-process',
    'parallel/test-http2-util-headers-list.js': 'http2',
    'parallel/test-https-agent.js': 'https',
    'parallel/test-http-agent.js': 'http',
    'parallel/test-events-once.js': 'event',
    'parallel/test-event-emitter-add-listeners.js': 'event',
    'parallel/test-async-hooks-asyncresource-constructor.js': 'async-hooks',
    'parallel/test-stream2-push.js': 'stream',
    'parallel/test-stream-pipe-cleanup.js': 'stream',
    'parallel/test-zlib.js': 'zlib',
    'parallel/test-whatwg-url-custom-inspect.js': 'whatwg',
    'parallel/test-fs-cp-async.mjs': 'fs',
  };
  deepStrictEqual(
    Object.keys(names).map((name) => familyOf(name)),
    Object.values(names),
  );
});

test('the table counts each family, small ones together and last', () => {
  const tests = {
    ...Object.fromEntries(['1', '2', '3', '4', '5'].map((n) => [`p/test-zlib-${n}.js`, passed])),
    'p/test-zlib-6.js': failed,
    'p/test-dns.js': passed,
    'p/test-arm.js': failed,
  };
  const rows = familyRows({ tests });
  deepStrictEqual(rows, [
    { family: 'zlib', real: 6, tab: 5, reasons: { differs: 1 } },
    { family: '(others)', real: 2, tab: 1, reasons: { differs: 1 } },
  ]);
  strictEqual(
    formatTable(rows),
    'family     real    tab\nzlib          6      5\n(others)      2      1',
  );
});

test('a test passes that ends with code 0 and did not skip', () => {
  deepStrictEqual(judge({ output: 'hello\n', code: 0, ms: 5 }), { status: 'passed', ms: 5 });
  strictEqual(judge({ output: '1..0 # Skipped: no IPv6\n', code: 0, ms: 5 }).status, 'skipped');
});

test('a test that fails is known by its error, one that is stopped by its deadline', () => {
  const output = 'node:internal/x:1\n    throw e;\n    ^\n\nError: No such thing\n    at y\n';
  deepStrictEqual(judge({ output, code: 1, ms: 5 }), {
    status: 'failed',
    ms: 5,
    error: 'Error: No such thing',
    output,
  });
  const warned = '(node:1) ExperimentalWarning: x\n(Use `node --trace-warnings` to see)\n✖ b\n';
  strictEqual(judge({ output: warned, code: 1, ms: 5 }).error, '✖ b');
  strictEqual(judge({ output: '', code: 7, ms: 5 }).error, 'exit code 7');
  strictEqual(
    judge({ output: 'node: bad option: --x\n', code: 9, ms: 5 }).error,
    'node: bad option: --x',
  );
  const late = judge({ output: '', code: null, ms: 10_020 });
  deepStrictEqual([late.status, late.error], ['timed out', 'did not end within 10 s']);
});

test('a file skips if each of its tests does, not if some do', () => {
  strictEqual(skips('ℹ tests 2\nℹ pass 0\nℹ skipped 2\n'), true);
  strictEqual(skips('# tests 2\n# pass 1\n# skipped 1\n'), false);
  strictEqual(skips('# tests 0\n# skipped 0\n'), false);
  strictEqual(skips('ok 1 - a # SKIP\n'), false);
});

test('a result counts, and lists what does not pass', () => {
  const result = makeResult(about, { b: failed, a: passed, c: { status: 'died', ms: 1 } });
  deepStrictEqual([result.passed, result.of], [1, 3]);
  deepStrictEqual(Object.keys(result.tests), ['a', 'b', 'c']);
  deepStrictEqual(failingLines(result), ['b  Error: no', 'c  died']);
});

test('two results are compared where both have run', () => {
  const before = { tests: { a: passed, b: failed, c: passed, onlyBefore: passed } };
  const now = { tests: { a: failed, b: passed, c: passed, onlyNow: passed } };
  deepStrictEqual(compareResults(before, now), { gained: ['b'], lost: ['a'] });
});

test('why a test does not pass is told by its error, and by what it printed where that says more', () => {
  const failed = (error: string, output = error) =>
    explain({ status: 'failed', ms: 1, error, output });
  const cases: [Explained, Explained['reason'], string?][] = [
    [failed('Error: node:http2 is not available in the embedded Node: …'), 'left-out', 'http2'],
    [
      failed('Error: internal/http2/util is not available in the embedded Node: …'),
      'left-out',
      'http2',
    ],
    [
      failed(
        'AssertionError',
        "Error: The embedded Node does not implement internalBinding('v8').f(). This feature of Node is",
      ),
      'left-out',
      "internalBinding('v8')",
    ],
    [failed('node: bad option: --harmony-x'), 'option'],
    [failed('node: --snapshot-blob requires an argument'), 'option'],
    [failed('Error: spawn grep ENOENT'), 'machine'],
    [failed("Error: ENOENT: no such file or directory, open '/proc/sys/x'"), 'machine'],
    [failed('Error: Command failed: id -u\n/bin/sh: 1: id: not found'), 'machine'],
    [failed('/bin/sh: 1: ulimit: only "ulimit -c 0" is known here'), 'machine'],
    [failed('/bin/sh: 1: ./none/script: not found'), 'differs'],
    [failed("Error: ENOENT: no such file or directory, open '/home/user/x'"), 'differs'],
    [failed('AssertionError: 1 !== 2'), 'differs'],
    [explain({ status: 'skipped', ms: 1 }), 'skips'],
    [explain({ status: 'timed out', ms: 1, error: 'did not end within 10 s' }), 'deadline'],
    [explain({ status: 'died', ms: 1 }), 'died'],
  ];
  for (const [explained, reason, missing] of cases) {
    deepStrictEqual(explained, missing === undefined ? { reason } : { reason, missing });
  }
});

test('for the site are kept the counts, and why each test fails, without what it printed', () => {
  const http2 = 'Error: node:http2 is not available in the embedded Node: …';
  const kept = keep(
    makeResult(about, {
      'p/test-a.js': { status: 'failed', ms: 2, error: http2, output: 'much' },
      'p/test-b.js': { status: 'failed', ms: 2, error: 'Error: no', output: 'much' },
      'p/test-c.js': passed,
    }),
  );
  deepStrictEqual(kept, {
    ...about,
    passed: 1,
    of: 3,
    families: [{ family: '(others)', real: 3, tab: 1, reasons: { 'left-out': 1, differs: 1 } }],
    missing: [['http2', 1]],
    tests: {
      'p/test-a.js': {
        status: 'failed',
        reason: 'left-out',
        missing: 'http2',
        error: http2,
      },
      'p/test-b.js': { status: 'failed', reason: 'differs', error: 'Error: no' },
      'p/test-c.js': { status: 'passed' },
    },
  });
});

test('a page that does not get ready is a test that died, and the next one has another page', async () => {
  let pages = 0;
  let closed = 0;
  const newPage = async () => ({
    on() {},
    context: () => ({ close: async () => void closed++ }),
    goto: async () => {},
    evaluate: async (call: unknown, argument?: unknown) => {
      if (argument === undefined) return pages++; // it has booted
      if (pages === 1) throw new Error('The embedded Node was lost: its frame stopped answering.');
      return { output: '', code: 0, ms: 1, clean: true };
    },
  });
  let isConnected = true;
  const browser = { newPage, isConnected: () => isConnected } as unknown as Browser;
  const tab = new ConformanceTab(browser, 'about:blank', 0);
  const suiteTest = { name: 'p/test-a.js', source: '', parts: ['common'], flags: [], env: {} };
  const first = await tab.run(suiteTest, 10);
  deepStrictEqual([first.status, closed], ['died', 1]);
  strictEqual((await tab.run(suiteTest, 10)).status, 'passed');
  strictEqual(pages, 2);
  await tab.close();
  pages = 0;
  isConnected = false;
  await rejects(tab.run(suiteTest, 10), /lost/, 'without a browser there is no result');
});
