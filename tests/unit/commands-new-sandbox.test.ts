/** A new sandbox is whole as it stands; bad and taken names are refused in words. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { TEMPLATE } from '../../src/build/read-sandboxes.ts';
import { newSandbox } from '../../src/commands/new-sandbox.ts';

/** A project with no sandbox in it. */
let root: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'new-sandbox-'));
  const copied = [
    'package.json',
    'sandboxes/package.json',
    'sandboxes/timeline',
    `sandboxes/${TEMPLATE}`,
    `tests/unit/claims/${TEMPLATE}.ts`,
    'tests/unit/sandboxes-claims.test.ts',
    'tests/fixtures/changed-run.ts',
  ];
  for (const path of copied) cpSync(path, join(root, path), { recursive: true });
  for (const path of ['src', 'node_modules']) {
    symlinkSync(resolve(path), join(root, path), 'junction');
  }
});

after(() => rmSync(root, { recursive: true }));

/** What a Node program of the project prints there; an error if it fails. */
const run = (...args: string[]) =>
  execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });

test('a new sandbox passes every check as it stands', async () => {
  const made = await newSandbox('two-readers', root);
  assert.deepEqual(made, ['sandboxes/two-readers', 'tests/unit/claims/two-readers.ts']);
  assert.deepEqual(readdirSync(join(root, 'sandboxes/two-readers')).sort(), [
    ...['claims.js', 'exercise.js', 'index.js', 'recorded.json', 'sandbox.json', 'solution'],
  ]);
  const checked = run('src/commands/sandboxes.ts');
  assert.match(checked, /two-readers: the solution[^]*\n\d+ passed, 0 failed/);
  assert.match(run('--test', 'tests/unit/sandboxes-claims.test.ts'), /^. pass [1-9]\d*$/m);
});

test('a name that is none, or is taken, is refused and nothing is made', async () => {
  const refused: [string | undefined, RegExp][] = [
    [undefined, /^Give the sandbox a name: npm run new:sandbox -- /],
    ['Two Readers', /^"Two Readers" cannot be its name: choose lower-case words/],
    ['../up', /^"\.\.\/up" cannot be its name/],
    ['-x', /^"-x" cannot be its name/],
    ['timeline', /^There is sandboxes\/timeline already: choose another name\.$/],
    [TEMPLATE, /already: choose another name/],
  ];
  const before = readdirSync(join(root, 'sandboxes'));
  for (const [name, message] of refused) {
    await assert.rejects(newSandbox(name, root), (error: Error) => message.test(error.message));
  }
  assert.deepEqual(readdirSync(join(root, 'sandboxes')), before);

  cpSync(join(root, `tests/unit/claims/${TEMPLATE}.ts`), join(root, 'tests/unit/claims/late.ts'));
  await assert.rejects(newSandbox('late', root), /There is tests\/unit\/claims\/late\.ts already/);
  assert.equal(existsSync(join(root, 'sandboxes/late')), false);
});
