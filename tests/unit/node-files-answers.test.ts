/** Answers of the file server that are kept: they hold until a file changes, and no longer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Answers, questionOf } from '../../src/node/files/answers.ts';
import { O_CREAT, O_RDONLY, O_RDWR } from '../../src/node/files/constants.ts';
import { FileSystem } from '../../src/node/files/file-system.ts';
import { fileFunctionsOf } from '../../src/node/files/jobs/index.ts';

function createWorld() {
  let changes = 0;
  let asked = 0;
  const answers = new Answers<{ json: number; data?: Uint8Array }>(() => changes);
  return {
    change: () => void changes++,
    find: (question: string, data?: Uint8Array) =>
      answers.find(question, () => ({ json: ++asked, ...(data && { data }) })),
  };
}

test('a question is asked once', () => {
  const { find } = createWorld();
  assert.equal(find('stat /a').json, 1);
  assert.equal(find('stat /a').json, 1);
  assert.equal(find('stat /b').json, 2);
});

test('a change makes every answer void', () => {
  const { find, change } = createWorld();
  find('stat /a');
  change();
  assert.equal(find('stat /a').json, 2);
});

test('what changes while a question is on its way makes its answer void', () => {
  let changes = 0;
  const answers = new Answers<{ json: number; data?: Uint8Array }>(() => changes);
  answers.find('stat /a', () => {
    changes++;
    return { json: 1 };
  });
  assert.equal(answers.find('stat /a', () => ({ json: 2 })).json, 2);
});

test('whoever gets bytes may change them', () => {
  const { find } = createWorld();
  const bytes = Uint8Array.of(1, 2);
  find('readToEnd /a', bytes).data![0] = 9;
  find('readToEnd /a', bytes).data![1] = 9;
  assert.deepEqual(find('readToEnd /a', bytes).data, Uint8Array.of(1, 2));
});

test('questions are by path, and change nothing', () => {
  assert.equal(questionOf('open', ['/a', O_RDONLY, 0]), undefined);
  assert.equal(questionOf('fstat', [3]), undefined);
  assert.equal(questionOf('readToEnd', [3, O_RDONLY]), undefined);
  assert.equal(questionOf('readToEnd', ['/a', O_RDWR | O_CREAT]), undefined);
  assert.equal(questionOf('stat', ['/dev/stdin']), undefined);
  assert.notEqual(questionOf('access', ['/a', 1]), questionOf('access', ['/a', 2]));
  assert.notEqual(questionOf('stat', ['/a']), questionOf('lstat', ['/a']));
});

test('every operation that changes a file or a name is counted', () => {
  const fs = new FileSystem();
  const files = fileFunctionsOf(fs, 1);
  const counts = (name: string, change: () => void) => {
    const before = fs.changes;
    change();
    assert.notEqual(fs.changes, before, name);
  };
  let fd = 0;
  counts('open', () => (fd = files.open('/tmp/a', O_RDWR | O_CREAT, 0o600)));
  counts('write', () => files.write(fd, -1, Uint8Array.of(1)));
  counts('ftruncate', () => files.ftruncate(fd, 0));
  counts('fchmod', () => files.fchmod(fd, 0o644));
  counts('chmod', () => files.chmod('/tmp/a', 0o600));
  counts('utimes', () => files.utimes('/tmp/a', 1, 1));
  counts('link', () => files.link('/tmp/a', '/tmp/b'));
  counts('rename', () => files.rename('/tmp/b', '/tmp/c'));
  counts('symlink', () => files.symlink('a', '/tmp/d'));
  counts('unlink', () => files.unlink('/tmp/d'));
  counts('mkdir', () => files.mkdir('/tmp/e', 0o777));
  counts('rmdir', () => files.rmdir('/tmp/e'));
  const before = fs.changes;
  files.stat('/tmp/a');
  files.close(files.open('/tmp/a', O_RDONLY, 0));
  assert.equal(fs.changes, before);
});
