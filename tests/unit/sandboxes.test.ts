/** A sandbox's folder is read whole, or refused with a sentence that names the file. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  readSandbox,
  readSandboxSource,
  readSandboxes,
  SANDBOXES,
  SandboxError,
} from '../../src/build/read-sandboxes.ts';
import { hashSources } from '../../src/build/sandbox-hash.ts';

const NAME = 'blocking-call';

test('every sandbox of the project is whole, and its recorded run is of its code', async () => {
  const sandboxes = await readSandboxes();
  assert.ok(sandboxes.some(({ name }) => name === NAME));
  for (const sandbox of sandboxes) {
    assert.deepEqual(
      sandbox.sources.map(({ name }) => name),
      sandbox.files,
    );
    assert.ok(sandbox.claims.length > 0);
    assert.equal(sandbox.recorded.exitCode, 0);
  }
});

test('what claims and questions see in the recorded run comes with them', async () => {
  const { claims, predictions } = await readSandbox('order-of-things');
  const sawOf = (list: { id: string; saw?: { en: string } }[], id: string) =>
    list.find((one) => one.id === id)?.saw?.en;
  assert.match(sawOf(claims, 'script-ticks-first')!, /nextTick.*promise/);
  assert.equal(sawOf(claims, 'sync-first'), undefined, 'which says nothing of what it sees');
  assert.match(sawOf(predictions, 'first-in-module')!, /promise/);
});

test('a hash depends on names and texts, not on the kind of line end', () => {
  const hash = hashSources([{ name: 'a.js', text: 'one\ntwo\n' }]);
  assert.equal(hashSources([{ name: 'a.js', text: 'one\r\ntwo\r\n' }]), hash);
  assert.notEqual(hashSources([{ name: 'b.js', text: 'one\ntwo\n' }]), hash);
  assert.notEqual(hashSources([{ name: 'a.js', text: 'one\ntwo' }]), hash);
});

describe('a sandbox with a fault', () => {
  let root: string;
  const file = (name: string) => path.join(root, NAME, name);
  const edit = (name: string, change: (text: string) => string) =>
    writeFileSync(file(name), change(readFileSync(file(name), 'utf8')));
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- faults are what types forbid
  const editJson = (name: string, change: (value: any) => void) =>
    edit(name, (text) => {
      const value = JSON.parse(text);
      change(value);
      return JSON.stringify(value);
    });
  const refused = (message: RegExp) =>
    assert.rejects(readSandbox(NAME, root), (error) => {
      assert.ok(error instanceof SandboxError, String(error));
      assert.match(error.message, message);
      return true;
    });

  before(() => (root = mkdtempSync(path.join(tmpdir(), 'sandboxes-'))));
  after(() => rmSync(root, { recursive: true }));
  beforeEach(() => {
    rmSync(path.join(root, NAME), { recursive: true, force: true });
    cpSync(SANDBOXES, root, { recursive: true, filter: (file) => !file.endsWith('.tar') });
  });

  test('none: the copy is read as the original is', async () => {
    assert.deepEqual(await readSandbox(NAME, root), await readSandbox(NAME));
  });

  test('an unknown name: those that exist are listed', async () => {
    await assert.rejects(readSandbox('no-such', root), /no sandbox "no-such".*blocking-call/);
  });

  test('sandbox.json is missing', async () => {
    rmSync(file('sandbox.json'));
    await refused(/blocking-call\/sandbox\.json is missing\. Write it/);
  });

  test('sandbox.json is not JSON', async () => {
    edit('sandbox.json', (text) => text.slice(0, -5));
    await refused(/blocking-call\/sandbox\.json is not valid JSON/);
  });

  test('a translation is missing', async () => {
    editJson('sandbox.json', (config) => delete config.about.ko);
    await refused(/sandbox\.json: about\.ko is missing.*Korean/);
  });

  test('a key is misspelt', async () => {
    editJson('sandbox.json', (config) => (config.lables = {}));
    await refused(/sandbox\.json: .*lables/);
  });

  test('a file of the list is missing', async () => {
    rmSync(file('exercise.js'));
    await refused(/blocking-call\/exercise\.js is missing.*"files"/);
  });

  test('a file of the list lies outside the folder', async () => {
    editJson('sandbox.json', (config) => config.files.push('../../package.json'));
    await refused(/sandbox\.json: files\.2: must be the name of a file/);
  });

  test('claims.js is missing', async () => {
    rmSync(file('claims.js'));
    await refused(/blocking-call\/claims\.js is missing/);
  });

  test('claims.js cannot be loaded', async () => {
    edit('claims.js', (text) => text + '\n}');
    await refused(/blocking-call\/claims\.js cannot be loaded/);
  });

  test('claims.js exports nothing of that name', async () => {
    edit('claims.js', (text) => text.replace('export const claims', 'export const claim'));
    await refused(/claims\.js does not export "claims"/);
  });

  test('a claim lacks its twin sentence', async () => {
    edit('claims.js', (text) => text.replace(/\n\s+ko: .*/, ''));
    await refused(/claims\.js: 0\.says\.ko is missing.*Korean/);
  });

  test('two claims have one id', async () => {
    edit('claims.js', (text) => text.replace("'same-key'", "'right-hashes'"));
    await refused(/claims\.js: two claims have the id "right-hashes"/);
  });

  test('a question has one choice only', async () => {
    edit('claims.js', (text) => text.replace(/choices: howOften\(.*/, 'choices: [],'));
    await refused(/claims\.js: 0\.choices/);
  });

  test('two questions have one id', async () => {
    edit('claims.js', (text) => text.replace("'beats-in-async'", "'beats-in-sync'"));
    await refused(/claims\.js: two predictions have the id "beats-in-sync"/);
  });

  const slider = {
    env: 'DELAY_MS',
    label: { en: 'Delay', ko: '지연' },
    min: 0,
    max: 100,
    step: 10,
    unit: { en: 'ms', ko: 'ms' },
    default: 60,
  };
  const control = (controls: object) =>
    editJson('sandbox.json', (config) => (config.controls = controls));

  test('no file reads a control as it stands', async () => {
    control({ numbers: [slider] });
    await refused(/sandbox\.json: "controls" has DELAY_MS.*process\.env\.DELAY_MS \?\? 60/);
    edit('index.js', (text) => `${text}\n// process.env.DELAY_MS ?? 60\n`);
    await refused(/recorded\.json is stale/);
  });

  test('a control is none', async () => {
    const wrong: [object, RegExp][] = [
      [{ ...slider, env: 'delay' }, /numbers\.0\.env: must be the name of a variable/],
      [{ ...slider, env: 'SEED' }, /numbers\.0\.env: is the name of another control/],
      [{ ...slider, max: 0 }, /numbers\.0: min must be less than max/],
      [{ ...slider, default: 65 }, /numbers\.0: default must be one of its steps/],
      [{ ...slider, label: { en: 'Delay' } }, /numbers\.0\.label\.ko is missing.*Korean/],
    ];
    for (const [number, message] of wrong) {
      control({ numbers: [number] });
      await refused(message);
    }
    control({ numbers: [slider, slider] });
    await refused(/controls: two have one name/);
    control({ faults: [{ value: 'crash', label: { en: 'Crash', ko: '크래시' } }] });
    await refused(/faults: needs the lesson’s own and another one/);
    control({ seed: 0 });
    await refused(/controls\.seed/);
  });

  test('a claim has something given that is no control', async () => {
    edit('claims.js', (text) => text.replace('says: {', "given: ['SEED'],\n    says: {"));
    await refused(/has SEED given, which is none of "controls"/);
  });

  test('the exercise has no solution', async () => {
    rmSync(file('solution'), { recursive: true });
    await refused(/blocking-call: the exercise lacks a file in solution\//);
  });

  test('the solution replaces a file that is not there', async () => {
    cpSync(file('solution/exercise.js'), file('solution/other.js'));
    await refused(/solution\/other\.js replaces no file/);
  });

  test('it imports a package that is not among the dependencies', async () => {
    edit('index.js', (text) => `import 'left-pad';\n${text}`);
    await refused(/blocking-call\/index\.js imports "left-pad".*names no "left-pad"/);
  });

  test('the recorded run is of another version of a package', async () => {
    edit('index.js', (text) => `import '@electric-sql/pglite';\n${text}`);
    const { hash, needs } = await readSandboxSource(NAME, root);
    assert.deepEqual(needs, ['@electric-sql/pglite']);
    editJson('recorded.json', (recorded) => (recorded.source = hash));
    await readSandbox(NAME, root);
    editJson(
      '../package.json',
      ({ dependencies }) => (dependencies['@electric-sql/pglite'] = '9.9.9'),
    );
    await refused(/recorded\.json is stale/);
  });

  test('there is no recorded run', async () => {
    rmSync(file('recorded.json'));
    await refused(/recorded\.json is missing\. Run "npm run record -- blocking-call"/);
  });

  test('the recorded run is of other code', async () => {
    edit('index.js', (text) => text + '\n');
    await refused(/recorded\.json is stale.*npm run record -- blocking-call/);
  });

  test('the recorded run is of another timeline helper', async () => {
    const helper = path.join(root, 'timeline', 'index.js');
    writeFileSync(helper, readFileSync(helper, 'utf8') + '\n');
    await refused(/recorded\.json is stale/);
  });

  test('a label of the timeline has no Korean', async () => {
    editJson('sandbox.json', (config) => delete config.labels.calls);
    await refused(/sandbox\.json: "labels" lacks "calls"/);
  });
});
