/** What the editor offers to be written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeNames } from '../../src/build/node-names.ts';
import { completionsAt, type NodeNames } from '../../src/notebook/completions.ts';

const names = (await import(
  `data:text/javascript,${encodeURIComponent(await nodeNames())}`
)) as NodeNames;

/** Completions where `|` stands in `code`: what is written of them and their names. */
function complete(code: string, isAsked = false) {
  const at = code.indexOf('|');
  const text = code.replace('|', '');
  const found = completionsAt(text, at, names, ['index.js', 'other.js'], isAsked);
  return found && { written: text.slice(found.from, at), names: found.names };
}

test('modules, in every way to import one', () => {
  for (const before of [`import fs from '`, `import '`, `await import("`, `const fs = require('`]) {
    const found = complete(`${before}node:f|`);
    assert.equal(found?.written, 'node:f');
    for (const name of ['node:fs', 'node:fs/promises', '#timeline', './other.js']) {
      assert.ok(found.names.includes(name), name);
    }
    assert.ok(!found.names.includes('node:punycode'));
  }
});

test('what a module exports, between the braces of an import', () => {
  const found = complete(`import { open, readF| } from 'fs/promises';`);
  assert.equal(found?.written, 'readF');
  assert.ok(found.names.includes('readFile'));
  assert.ok(!found.names.includes('readFileSync'));
  assert.equal(complete(`import { x| } from './other.js';`), null);
});

test('what a module has, after the name that it was given', () => {
  for (const bound of [
    `import fs from 'node:fs';`,
    `import * as fs from "fs";`,
    `import fs, { open } from 'node:fs';`,
    `const fs = require('node:fs');`,
  ]) {
    const found = complete(`${bound}\nfs.readF|`);
    assert.equal(found?.written, 'readF', bound);
    assert.ok(found.names.includes('readFileSync'));
  }
  assert.equal(complete('fs.readF|'), null);
  assert.equal(complete(`import fs from 'node:fs';\nother.fs.readF|`), null);
});

test('members of globals', () => {
  assert.ok(complete('process.|')?.names.includes('nextTick'));
  assert.ok(complete('process.|')?.names.includes('once'));
  assert.ok(complete('performance.n|')?.names.includes('now'));
  assert.ok(complete('Buffer.al|')?.names.includes('alloc'));
  assert.equal(complete('constructor.|'), null);
  assert.equal(complete('__proto__.|'), null);
});

test('globals only when asked for', () => {
  assert.equal(complete('setT|'), null);
  assert.ok(complete('setT|', true)?.names.includes('setTimeout'));
});
