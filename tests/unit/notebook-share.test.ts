/** Code in a link: what a hostile one cannot do, and what becomes of the reader's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import {
  LinkError,
  linkedSandbox,
  readFragment,
  writeFragment,
} from '../../src/notebook/share-link.ts';
import { openSession, storage } from '../fixtures/notebook-session.ts';

const NAMES = ['index.js', 'other.js'];
const LESSON = { 'index.js': 'lesson\n', 'other.js': 'other\n' };

function fragment(content: string | Uint8Array, sandbox = 'demo'): string {
  return `#code=${sandbox}.${deflateRawSync(content).toString('base64url')}`;
}

const problemOf = (hash: string) =>
  readFragment(hash, NAMES).then(
    () => null,
    (error: unknown) => (error instanceof LinkError ? error.problem : error),
  );

test('a link carries code as it is, in characters that every address may have', async () => {
  const files = { 'index.js': 'console.log("동기 🙂");\r\n\t\0\n', 'other.js': '' };
  const hash = await writeFragment('demo', files);
  assert.match(hash, /^#code=demo\.[\w-]+$/);
  assert.equal(linkedSandbox(hash), 'demo');
  assert.deepEqual(await readFragment(hash, NAMES), files);
  assert.equal(linkedSandbox('#a-heading'), null);
  assert.equal(linkedSandbox('#code='), '');
});

test('code that is too long for a link is not put into one', async () => {
  let noise = '';
  for (let i = 0, seed = 1; i < 40_000; i++) {
    seed = (seed * 48_271) % 2_147_483_647;
    noise += String.fromCharCode(33 + (seed % 90));
  }
  await assert.rejects(writeFragment('demo', { 'index.js': noise }), { problem: 'too-large' });
});

test('a link that was cut off, changed or is no code at all is broken', async () => {
  const whole = fragment(JSON.stringify(LESSON));
  const cases = [
    '#code=',
    '#code=demo',
    '#code=demo.',
    '#code=demo.%00<script>',
    '#code=demo.AAAA',
    whole.slice(0, -9),
    `${whole}AAAA`,
    fragment('{'),
    fragment('null'),
    fragment('7'),
    fragment('["index.js"]'),
    fragment('{}'),
    fragment('{"index.js":7}'),
    fragment('{"index.js":{"index.js":""}}'),
    fragment('['.repeat(100_000)),
    fragment(Buffer.from('{"index.js":"\xff"}', 'latin1')),
  ];
  for (const hash of cases) assert.equal(await problemOf(hash), 'broken', hash.slice(0, 60));
});

test('a link of too many characters is not even unpacked, and a bomb not to its end', async () => {
  assert.equal(await problemOf(`#code=demo.${'A'.repeat(40_000)}`), 'too-large');
  const bomb = fragment(`{"index.js":"${' '.repeat(20_000_000)}"}`);
  assert.ok(bomb.length < 32_000, 'short enough to be unpacked');
  assert.equal(await problemOf(bomb), 'too-large');
});

test('a link brings files of the sandbox and no others', async () => {
  for (const name of ['__proto__', 'constructor', '../index.js', '/etc/passwd', 'INDEX.js', '']) {
    const hash = fragment(`{${JSON.stringify(name)}:"x","index.js":"y"}`);
    assert.equal(await problemOf(hash), 'other-files', name);
  }
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
});

test('shared code is shown, and replaces the reader’s own only when they keep it', async () => {
  const kept = storage();
  openSession(kept).workspace.edit('index.js', 'mine\n');
  let forgotten = 0;
  const page = { forgetLink: () => void (forgotten += 1) };
  const hash = await writeFragment('demo', { 'index.js': 'theirs\n' });

  const session = openSession(kept, { page });
  await session.shared.open(hash);
  assert.deepEqual(session.workspace.files.value, { ...LESSON, 'index.js': 'theirs\n' });
  assert.equal(session.runner.state.value, 'idle');
  assert.equal(forgotten, 0);
  session.workspace.edit('index.js', 'theirs, changed\n');
  session.workspace.reset();
  session.workspace.undo();
  assert.equal(session.workspace.files.value['index.js'], 'theirs, changed\n');
  assert.equal(openSession(kept).workspace.files.value['index.js'], 'mine\n');

  session.shared.leave();
  assert.equal(session.workspace.files.value['index.js'], 'mine\n');
  assert.equal(session.shared.own.value, null);
  assert.equal(forgotten, 1);
  assert.equal(openSession(kept).workspace.files.value['index.js'], 'mine\n');

  await session.shared.open(hash);
  session.shared.keep();
  assert.equal(openSession(kept).workspace.files.value['index.js'], 'theirs\n');
});

test('a lesson that has changed is still to be decided on after a look at shared code', async () => {
  const kept = storage();
  openSession(kept).workspace.edit('index.js', 'mine\n');
  const session = openSession(kept, { source: 'hash 2' });
  await session.shared.open(await writeFragment('demo', { 'index.js': 'theirs\n' }));
  const notice = () => session.workspace.notice.value?.kind;
  assert.equal(notice(), undefined);
  session.shared.leave();
  assert.equal(notice(), 'lesson-changed');
  session.workspace.edit('index.js', 'mine too\n');
  assert.equal(
    openSession(kept, { source: 'hash 2' }).workspace.notice.value?.kind,
    'lesson-changed',
  );
});

test('shared code comes through the reload that a run may need, still undecided', async () => {
  const kept = storage();
  openSession(kept).workspace.edit('other.js', 'mine\n');
  const before = openSession(kept);
  await before.shared.open(await writeFragment('demo', { 'index.js': 'theirs\n' }));
  before.workspace.edit('index.js', 'theirs, changed\n');

  const after = openSession(kept, { kept: { ...before.keep(), runs: false } });
  assert.deepEqual(after.workspace.files.value, { ...LESSON, 'index.js': 'theirs, changed\n' });
  after.shared.leave();
  assert.deepEqual(after.workspace.files.value, { ...LESSON, 'other.js': 'mine\n' });
});

test('a link to what is shown already asks nothing', async () => {
  const session = openSession(storage());
  await session.shared.open(await writeFragment('demo', LESSON));
  assert.equal(session.shared.own.value, null);
});

test('a link that does not open is said, and the code stays', async () => {
  const session = openSession(storage());
  await session.shared.open(fragment('{"index.js":"x"}', 'elsewhere'));
  assert.equal(session.shared.problem.value, 'other-page');
  await session.shared.open('#code=demo.x');
  assert.equal(session.shared.problem.value, 'broken');
  assert.deepEqual(session.workspace.files.value, LESSON);
  await session.shared.open(await session.shared.link().then((link) => new URL(link).hash));
  assert.equal(session.shared.problem.value, null);
});
