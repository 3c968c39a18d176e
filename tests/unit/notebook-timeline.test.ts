import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEvent } from '../../src/notebook/timeline-events.ts';
import { FONT_SIZE, placeLabels, textWidth } from '../../src/notebook/timeline-labels.ts';
import { BAR_HEIGHT } from '../../src/notebook/timeline-lane.ts';
import { layoutTimeline, MIN_WIDTH } from '../../src/notebook/timeline-layout.ts';
import { buildTimeline, findStalls, formatTime } from '../../src/notebook/timeline-model.ts';
import { tableRows } from '../../src/notebook/timeline-table.ts';
import { words } from '../../src/notebook/words.ts';

const T0 = 1_700_000_000_000;
const asIs = { say: (label: string) => label, language: 'en' };

/** A thread that beats every 20 ms, but for 600 ms in which it calculates. */
function stalledRun(): TimelineEvent[] {
  const beats = [0, 20, 40, 60, 660, 680, 700].map((at): TimelineEvent => ({
    type: 'beat',
    at: T0 + at,
    lane: 'a',
  }));
  return [
    { type: 'lane', at: T0, lane: 'a', label: 'main' },
    ...beats,
    { type: 'begin', at: T0 + 61, lane: 'a', span: '1', label: 'pbkdf2Sync' },
    { type: 'end', at: T0 + 659, span: '1' },
  ];
}

test('times count from the first event, whatever order they come in', () => {
  const { duration, lanes } = buildTimeline(stalledRun().toReversed());
  assert.equal(duration, 700);
  assert.deepEqual(lanes[0]!.beats, [0, 20, 40, 60, 660, 680, 700]);
});

test('time begins when something happens, not when a lane is announced', () => {
  const announcedEarly = stalledRun().map((event) =>
    event.type === 'lane' ? { ...event, at: T0 - 400 } : event,
  );
  const { duration, lanes } = buildTimeline(announcedEarly);
  assert.equal(duration, 700);
  assert.equal(lanes[0]!.label, 'main');
});

test('a gap between beats is a stall, with its length', () => {
  assert.deepEqual(buildTimeline(stalledRun()).lanes[0]!.stalls, [
    { start: 60, end: 660, isOpen: false },
  ]);
  assert.deepEqual(findStalls([0, 20, 41, 59, 81, 100]), []);
});

test('a stall is found when most of the run was stalled', () => {
  const stalls = findStalls([0, 500, 520, 1000, 1020, 1500]);
  assert.deepEqual(
    stalls.map(({ start, end }) => end - start),
    [500, 480, 480],
  );
});

test('a loop that never turned again is stalled only if the run was cut short', () => {
  const beats = [0, 20, 40, 60];
  assert.deepEqual(findStalls(beats), []);
  assert.deepEqual(findStalls(beats, 900), [{ start: 60, end: 900, isOpen: true }]);
  assert.deepEqual(findStalls(beats, 75), []);
});

test('spans that overlap stand on each other, those that follow do not', () => {
  const span = (id: string, from: number, to: number): TimelineEvent[] => [
    { type: 'begin', at: T0 + from, lane: 'a', span: id, label: id },
    { type: 'end', at: T0 + to, span: id },
  ];
  const events = [
    ...span('a', 0, 100),
    ...span('b', 10, 50),
    ...span('c', 50, 60),
    ...span('d', 100, 120),
  ];
  const { spans } = buildTimeline(events).lanes[0]!;
  assert.deepEqual(
    spans.map(({ id, row }) => [id, row]),
    [
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 0],
    ],
  );
});

test('messages join lanes; one that did not arrive is in flight', () => {
  const events: TimelineEvent[] = [
    { type: 'lane', at: T0, lane: 'a', label: 'client' },
    { type: 'lane', at: T0, lane: 'b', label: 'server' },
    { type: 'send', at: T0, lane: 'a', message: '1', label: 'GET' },
    { type: 'receive', at: T0 + 5, lane: 'b', message: '1' },
    { type: 'send', at: T0 + 6, lane: 'b', message: '2', label: '200' },
    { type: 'receive', at: T0 + 9, lane: 'a', message: 'never sent' },
  ];
  const timeline = buildTimeline(events);
  assert.deepEqual(
    timeline.messages.map(({ from, to, sent, received }) => [from, to, sent, received]),
    [
      ['a', 'b', 0, 5],
      ['b', null, 6, null],
    ],
  );
  const { arrows, lanes } = layoutTimeline(timeline, asIs);
  assert.deepEqual(
    arrows.map(({ isInFlight }) => isInFlight),
    [false, true],
  );
  assert.equal(arrows[0]!.y1, lanes[0]!.line);
  assert.equal(arrows[0]!.y2, lanes[1]!.line);
  assert.ok(arrows[0]!.x1 < arrows[0]!.x2);
});

test('places are exact: the same milliseconds take the same room everywhere', () => {
  const { lanes, ticks } = layoutTimeline(buildTimeline(stalledRun()), asIs);
  const { beats, stalls, bars } = lanes[0]!;
  const perMs = (beats[1]! - beats[0]!) / 20;
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 0.01, `${a} is not ${b}`);
  near(stalls[0]!.width, 600 * perMs);
  near(stalls[0]!.x, beats[3]!);
  near(bars[0]!.width, 598 * perMs);
  near(bars[0]!.x, beats[0]! + 61 * perMs);
  const at200 = ticks.find(({ text }) => text === '200')!;
  near(at200.x, beats[0]! + 200 * perMs);
  assert.equal(stalls[0]!.text, '600 ms');
});

test('a lane keeps to its own height: labels, bars, line, beats, from top to bottom', () => {
  const nested = ['outer', 'middle', 'inner'].map((label, i): TimelineEvent => ({
    type: 'begin',
    at: T0 + 200 + i,
    lane: 'b',
    span: label,
    label,
  }));
  const marks = Array.from({ length: 8 }, (_, i): TimelineEvent => ({
    type: 'mark',
    at: T0 + 300 + i,
    lane: 'b',
    label: `mark ${i}`,
  }));
  const events = [...stalledRun(), ...nested, ...marks];
  const { lanes, axis } = layoutTimeline(buildTimeline(events), asIs);
  assert.equal(lanes.length, 2);
  for (const [i, lane] of lanes.entries()) {
    const bottom = lanes[i + 1]?.top ?? axis;
    assert.equal(lane.top + lane.height, bottom);
    for (const label of lane.labels)
      assert.ok(label.y - FONT_SIZE >= lane.top && label.y < lane.line);
    const tops = lane.bars.map((bar) => bar.y);
    assert.equal(new Set(tops).size, tops.length, 'bars that overlap in time do not in height');
    for (const y of tops) {
      assert.ok(y >= lane.top && y + BAR_HEIGHT <= lane.line);
      for (const label of lane.labels) assert.ok(label.y < y, 'labels fly above bars');
    }
    assert.ok(lane.line < bottom);
  }
});

test('a counter is a step plot that keeps its value until it changes', () => {
  const at = (time: number, value: number): TimelineEvent => ({
    type: 'counter',
    at: T0 + time,
    counter: 'queue',
    value,
    unit: 'jobs',
  });
  const [counter] = layoutTimeline(buildTimeline([at(0, 0), at(10, 4), at(20, 2)]), asIs).counters;
  assert.deepEqual(
    counter!.points.map(({ y }) => y),
    [0, 0, 1, 1, 0.5],
  );
  assert.equal(counter!.range, '0–4 jobs');
});

/** Lays labels out, asserts that texts are apart, and counts the shown and the crossed ones. */
function place(requests: { x: number; width: number }[]) {
  const placed = placeLabels(requests, MIN_WIDTH).flatMap((found, i) => {
    const { x, width } = requests[i]!;
    if (!found) return [];
    const from = found.side === 'right' ? x : x - width;
    return [{ x, row: found.row, from, to: from + width }];
  });
  let crossed = 0;
  for (const a of placed) {
    assert.ok(a.from >= 0 && a.to <= MIN_WIDTH, 'inside the drawing');
    for (const b of placed) {
      if (a === b) continue;
      if (a.row === b.row) assert.ok(a.to <= b.from || b.to <= a.from, 'texts are apart');
      if (a.row < b.row && a.from < b.x && b.x < a.to) crossed += 1;
    }
  }
  return { shown: placed.length, crossed };
}

test('labels are all shown when there is room, and no mast crosses one', () => {
  const spaced = (count: number, step: number, width: number) =>
    Array.from({ length: count }, (_, i) => ({ x: 20 + i * step, width }));
  assert.deepEqual(place(spaced(5, 110, 90)), { shown: 5, crossed: 0 });
  assert.deepEqual(place(spaced(5, 30, 90)), { shown: 5, crossed: 0 });
  assert.deepEqual(place([{ x: MIN_WIDTH - 5, width: 60 }]), { shown: 1, crossed: 0 });
  assert.equal(place(spaced(12, 40, 70)).shown, 12);
});

test('texts never meet, however many there are', () => {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 200; round += 1) {
    const count = 1 + Math.floor(random() * 40);
    place(
      Array.from({ length: count }, () => ({
        x: random() * MIN_WIDTH,
        width: 10 + random() * 150,
      })),
    );
  }
});

test('Korean takes the room it needs', () => {
  assert.equal(textWidth('가나'), 22);
  assert.ok(textWidth('ab') < textWidth('가나'));
});

test('a run of twenty thousand events is drawn with a bounded number of shapes', () => {
  const events: TimelineEvent[] = [];
  for (let i = 0; i < 5000; i += 1) {
    events.push({ type: 'begin', at: T0 + i, lane: `lane ${i % 60}`, span: `${i}`, label: 'x' });
    events.push({ type: 'end', at: T0 + i + 0.5, span: `${i}` });
    events.push({ type: 'mark', at: T0 + i, lane: 'a', label: 'x' });
    events.push({ type: 'beat', at: T0 + i, lane: 'a' });
  }
  const timeline = buildTimeline(events);
  assert.equal(timeline.omitted, 61 - 24);
  const { lanes } = layoutTimeline(timeline, asIs);
  for (const lane of lanes) {
    assert.ok(lane.marks.length <= 1001);
    assert.ok(lane.labels.length <= 120);
    assert.ok(lane.bars.length <= MIN_WIDTH);
  }
});

test('no events, one event and absurd times make a drawing of finite numbers', () => {
  const absurd: TimelineEvent[] = [
    { type: 'mark', at: 0, lane: 'a', label: 'x' },
    { type: 'mark', at: 8e15, lane: 'a', label: 'y' },
  ];
  for (const events of [[], absurd.slice(0, 1), absurd]) {
    const json = JSON.stringify(layoutTimeline(buildTimeline(events), asIs));
    assert.ok(!json.includes('null'), json);
  }
});

test('the table tells in order what the drawing shows', () => {
  const events = stalledRun();
  const options = { ...asIs, words: words.en };
  const rows = tableRows(events, buildTimeline(events), options);
  assert.deepEqual(
    rows.map(({ at, lane, what }) => [Math.round(at), lane, what]),
    [
      [0, 'main', '4 beats'],
      [60, 'main', 'No beat for 600 ms'],
      [61, 'main', 'pbkdf2Sync begins'],
      [659, 'main', 'pbkdf2Sync ends after 598 ms'],
      [660, 'main', '3 beats'],
    ],
  );
});

test('times are written as exactly as the run is long', () => {
  assert.equal(formatTime(1234.56, 5000, 'en'), '1,235');
  assert.equal(formatTime(12.345, 50, 'en'), '12.3');
  assert.equal(formatTime(0.1234, 1, 'en'), '0.123');
});
