/** What the timeline helper writes into standard output, as the notebook's parser reads it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
    (event) => event as Record<string, unknown>,
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
