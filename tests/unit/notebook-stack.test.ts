/** Places in the reader's code are found in what real Node prints. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { faultOf, placeFinder } from '../../src/notebook/stack.ts';

const FILES = ['index.js', 'other.js', 'old.cjs'];
const findPlaces = placeFinder('demo', FILES);
const root = mkdtempSync(join(tmpdir(), 'in-step-stack-'));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'demo'));
writeFileSync(join(root, 'package.json'), '{"type":"module"}');

/** What real Node prints of these files, stderr and stdout together. */
function run(files: Record<string, string>, main = 'index.js') {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'demo', name), text);
  const { stdout, stderr } = spawnSync(process.execPath, [main], {
    cwd: join(root, 'demo'),
    encoding: 'utf8',
  });
  return faultOf(stdout + stderr, findPlaces);
}

test('an error that is thrown is at the line that throws', () => {
  assert.deepEqual(
    run({ 'index.js': 'console.log("x");\n\n  throw new TypeError("boom\\nmore");\n' }),
    {
      file: 'index.js',
      line: 2,
      column: 8,
      message: 'TypeError: boom',
    },
  );
});

test('an error of Node’s own is at the reader’s line that called for it', () => {
  const fault = run({
    'index.js': 'import fs from "node:fs";\nfs.readFileSync("no such file");\n',
  });
  assert.deepEqual(
    { ...fault, column: 0 },
    {
      file: 'index.js',
      line: 1,
      column: 0,
      message: "Error: ENOENT: no such file or directory, open 'no such file'",
    },
  );
});

test('the innermost file of the reader’s is named, in a module and in a script', () => {
  const other = 'export function call() {\n  null.x;\n}\n';
  const fault = run({
    'index.js': 'import { call } from "./other.js";\ncall();\n',
    'other.js': other,
  });
  assert.equal(fault?.file, 'other.js');
  assert.equal(fault?.line, 1);
  const script = run({ 'old.cjs': '\nsetTimeout(() => { undefinedName; });' }, 'old.cjs');
  assert.deepEqual([script?.file, script?.line], ['old.cjs', 1]);
});

test('a promise that nobody listens to, and an emitter’s error', () => {
  const rejected = run({
    'index.js': '\n\nasync function f() { throw new Error("unheard"); }\nf();',
  });
  assert.deepEqual([rejected?.line, rejected?.message], [2, 'Error: unheard']);
  const emitted = run({
    'index.js':
      'import { EventEmitter } from "node:events";\nnew EventEmitter().emit("error", new Error("e"));',
  });
  assert.deepEqual([emitted?.line, emitted?.message], [1, 'Error: e']);
});

test('what cannot be parsed or linked is at its line and column', () => {
  assert.deepEqual(run({ 'index.js': 'const a = 1;\n  a = ;\n' }), {
    file: 'index.js',
    line: 1,
    column: 6,
    message: "SyntaxError: Unexpected token ';'",
  });
  const unlinked = run({
    'index.js': '\nimport { absent } from "./other.js";\nabsent();',
    'other.js': '',
  });
  assert.equal(unlinked?.line, 1);
  assert.match(unlinked!.message, /^SyntaxError: The requested module/);
});

test('an await that never ends is at its line', () => {
  const fault = run({ 'index.js': 'console.log(1);\nawait new Promise(() => {});\n' });
  assert.equal(fault?.line, 1);
  assert.match(fault!.message, /unsettled top-level await/);
});

test('a run that only prints, or only exits, has no fault', () => {
  assert.equal(run({ 'index.js': 'console.log(new Error("printed"));' }), null);
  assert.equal(run({ 'index.js': 'console.error("x"); process.exit(3);' }), null);
});

test('frames are found with their paths; other files’ are only text', () => {
  const text =
    '    at f (file:///home/x/demo/index.js:12:7)\n    at /demo/other.js:3\n    at /demo/third.js:1:1 at node:fs:1:1';
  assert.deepEqual(
    findPlaces(text).map(({ from, to, place }) => [text.slice(from, to), place]),
    [
      ['file:///home/x/demo/index.js:12:7', { file: 'index.js', line: 11, column: 6 }],
      ['/demo/other.js:3', { file: 'other.js', line: 2, column: 0 }],
    ],
  );
  assert.deepEqual(findPlaces('/demo/indexxjs:1:1 /demo/__proto__:1 demo/index.js:99999999:1'), []);
});

test('a hostile line takes no longer than its length asks', () => {
  const text = '/demo/'.repeat(50_000) + '/demo/index.js:1:1'.repeat(20_000);
  const begun = process.cpuUsage();
  assert.equal(findPlaces(text).length, 20_000);
  assert.ok(process.cpuUsage(begun).user < 5_000_000, 'seconds, not minutes');
});
