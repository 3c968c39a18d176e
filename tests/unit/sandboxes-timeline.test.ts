/** What the timeline helper writes into standard output, as the notebook's parser reads it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { OscSplitter } from '../../src/notebook/osc.ts';

/** Runs a module that may import `#timeline`, and gives what it wrote. */
function run(code: string) {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: 'sandboxes',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const splitter = new OscSplitter();
  const { text, events } = splitter.push(stdout);
  return {
    stdout: stdout.toString(),
    text: text + splitter.end().text,
    errors: `${stderr}`,
    events,
  };
}

test('lanes, spans, marks, messages and counters come out as events, in order', () => {
  const { events, text } = run(`
    import { counter, lane } from '#timeline';
    const here = lane('here'), there = lane('there');
    const end = here.begin('work');
    here.mark('half way');
    end();
    there.receive(here.send('letter'));
    counter('letters', 'pieces')(1);
    console.log('seen');
  `);
  assert.equal(text, 'seen\n');
  assert.deepEqual(
    events.map((event) => event.type),
    ['lane', 'lane', 'begin', 'mark', 'end', 'send', 'receive', 'counter'],
  );
  const [here, there, begin, mark, end, send, receive, counter] = events.map(
    (event) => event as unknown as Record<string, unknown>,
  );
  assert.equal(here!.label, 'here');
  assert.notEqual(here!.lane, there!.lane);
  assert.deepEqual([begin!.lane, mark!.lane, send!.lane], [here!.lane, here!.lane, here!.lane]);
  assert.equal(end!.span, begin!.span);
  assert.equal(receive!.lane, there!.lane);
  assert.equal(receive!.message, send!.message);
  assert.deepEqual([counter!.value, counter!.unit], [1, 'pieces']);
  const times = events.map(({ at }) => at);
  assert.deepEqual(times, times.toSorted());
});

test('a span lasts as long as its work, and gives back what that gives', () => {
  const { events, text, errors } = run(`
    import { lane } from '#timeline';
    const here = lane('here');
    console.log(here.span('sync', () => 1));
    const promise = here.span('async', async () => { await null; here.mark('in between'); return 2; });
    here.mark('not yet');
    console.log(await promise);
    try { here.span('throws', () => { throw new Error('a'); }); } catch (error) { console.log(error.message); }
    await here.span('rejects', () => Promise.reject(new Error('b'))).catch((error) => console.log(error.message));
  `);
  assert.equal(errors, '');
  assert.equal(text, '1\n2\na\nb\n');
  assert.deepEqual(
    events.map((event) => ('label' in event ? event.label : event.type)),
    [
      'here',
      'sync',
      'end',
      'async',
      'not yet',
      'in between',
      'end',
      'throws',
      'end',
      'rejects',
      'end',
    ],
  );
});

test('an event says which line of the sandbox made it, through helpers, awaits and workers', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'sandboxes-'));
  try {
    await cp('sandboxes/timeline', path.join(root, 'timeline'), { recursive: true });
    await cp('sandboxes/package.json', path.join(root, 'package.json'));
    await mkdir(path.join(root, 'node_modules/pkg'), { recursive: true });
    await writeFile(path.join(root, 'node_modules/pkg/index.js'), 'export default (f) => f();');
    await writeFile(
      path.join(root, 'node_modules/pkg/package.json'),
      '{ "type": "module", "main": "index.js" }',
    );
    await mkdir(path.join(root, 'some sandbox/lib'), { recursive: true });
    const write = (file: string, lines: string[]) =>
      writeFile(path.join(root, 'some sandbox', file), lines.join('\n'));
    await write('index.js', [
      "import { heartbeat, lane } from '#timeline';",
      "import { help } from './lib/help.js';",
      "import { Worker } from 'node:worker_threads';",
      "const here = lane('here');",
      "help(here, 'helped');",
      'await null;',
      "here.mark('awaited');",
      "here.span('work', () => {});",
      'const stop = heartbeat(here, 1);',
      'setTimeout(stop, 50);',
      "new Worker(new URL('./worker.js', import.meta.url));",
      "await here.span('later', async () => { await null; });",
    ]);
    await write('worker.js', [
      "import { lane } from '#timeline';",
      "lane('worker').mark('there');",
    ]);
    await write('lib/help.js', [
      "import call from 'pkg';",
      'export const help = (lane, label) => call(lane.mark.bind(null, label));',
    ]);
    const cwd = path.join(root, 'some sandbox');
    const { stdout, stderr } = spawnSync(process.execPath, ['index.js'], { cwd });
    assert.equal(String(stderr), '');
    const { events } = new OscSplitter().push(stdout);
    const lineOf = (label: string) =>
      events.find((event) => 'label' in event && event.label === label)?.source;
    assert.equal(lineOf('here'), 'index.js:4');
    assert.equal(lineOf('helped'), 'lib/help.js:2');
    assert.equal(lineOf('awaited'), 'index.js:7');
    assert.equal(lineOf('work'), 'index.js:8');
    assert.equal(lineOf('there'), 'worker.js:2');
    const ends = events.filter(({ type }) => type === 'end').map(({ source }) => source);
    assert.deepEqual(ends, ['index.js:8', 'index.js:12']);
    const [first, ...beats] = events.filter(({ type }) => type === 'beat');
    assert.equal(first!.source, 'index.js:9');
    assert.ok(beats.length > 0 && beats.every(({ source }) => source === undefined));
  } finally {
    await rm(root, { recursive: true });
  }
});

test('the stream stays ASCII, whatever the labels are', () => {
  const { stdout, events } = run(`
    import { lane } from '#timeline';
    lane('발맞추기 \\x07 🫀');
  `);
  assert.match(stdout, /^\x1b\]7717;[ -~]+\x07$/);
  assert.equal((events[0] as { label: string }).label, '발맞추기 \x07 🫀');
});

test("a worker's events leave while the main thread is blocked, under ids of their own", () => {
  const { events, text } = run(`
    import { writeSync } from 'node:fs';
    import { Worker } from 'node:worker_threads';
    import { lane } from '#timeline';
    const done = new Int32Array(new SharedArrayBuffer(8));
    const main = lane('main');
    new Worker(\`
      import { workerData } from 'node:worker_threads';
      import { lane } from '#timeline';
      lane('worker').receive(Atomics.load(workerData, 1));
      Atomics.store(workerData, 0, 1);
      Atomics.notify(workerData, 0);
    \`, { eval: true, workerData: done });
    Atomics.store(done, 1, main.send('hello'));
    Atomics.wait(done, 0, 0, 30_000);
    writeSync(1, 'awake');
  `);
  assert.equal(text, 'awake');
  assert.deepEqual(
    events.map((event) => event.type),
    ['lane', 'send', 'lane', 'receive'],
  );
  const [main, send, worker, receive] = events as unknown as Record<string, string>[];
  assert.notEqual(worker!.lane, main!.lane);
  assert.equal(receive!.message, send!.message);
  assert.equal(receive!.lane, worker!.lane);
});

test('a heart beats at once and then at each turn, until it is stopped', () => {
  const { events } = run(`
    import { heartbeat, lane } from '#timeline';
    const heart = lane('heart');
    const stop = heartbeat(heart, 1);
    let turns = 0;
    setTimeout(function again() {
      if (++turns < 20) return setTimeout(again, 2);
      stop();
      heart.mark('stopped');
      setTimeout(() => {}, 5);
    }, 2);
  `);
  const types = events.map((event) => event.type);
  assert.equal(types[1], 'beat');
  assert.ok(types.filter((type) => type === 'beat').length > 5);
  assert.equal(types.at(-1), 'mark');
});
