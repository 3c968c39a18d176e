/** Syntax errors are explained in the words, and with the caret, of the real Node. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { explainSyntaxError } from '../../src/node/modules/syntax-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'syntax-'));
after(() => rmSync(folder, { recursive: true }));

const inBoth = [
  'let a = ;',
  'let x = 1;\nlet x = 2;',
  'const o = {a b};',
  'console.log("a" "b")',
  "console.log('abc)\n",
  'if (true) {\n\n',
  '\tfoo(1, 2',
  'function f() {\n  await 1;\n}',
  'const x;',
  '}',
  'throw\n1',
];
const inModules = [
  'import fs from node;',
  'import { a as } from "b"',
  'export { nope };',
  'import "node:fs";\nexport default function () {\n  return a +* b;\n}',
  'return 5;',
  '<!-- x',
  'const a = 1;\nnew.target;',
  String.raw`export { x as "\uD800" }; const x = 1;`,
];

test('source phase imports are named as missing', () => {
  for (const source of ['import source x from "./x.wasm";', 'await import.source("./x.wasm");']) {
    const { message } = explainSyntaxError(source, 'module');
    assert.equal(message, 'Source phase imports are not available in the embedded Node');
  }
});

const cases = [
  ...inBoth.map((source) => ({ kind: 'script', source }) as const),
  ...[...inBoth, ...inModules].map((source) => ({ kind: 'module', source }) as const),
];

for (const [index, { kind, source }] of cases.entries()) {
  test(`${kind}: ${JSON.stringify(source)}`, () => {
    const path = join(folder, `${index}.${kind === 'module' ? 'mjs' : 'cjs'}`);
    writeFileSync(path, source);
    const { stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
    const name = kind === 'module' ? pathToFileURL(path).href : path;
    const { message, arrow } = explainSyntaxError(source, kind, v8Message(source, kind));
    assert.equal(`${arrow(name)}\nSyntaxError: ${message}`, stderr.split('\n    at')[0]);
  });
}

/** What V8 says of the body of a CommonJS module. */
function v8Message(source: string, kind: string): string | undefined {
  if (kind === 'module') return undefined;
  try {
    (0, eval)(`(function () {${source}\n})`);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
