import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_EVENTS, OscSplitter, parseEvent } from '../../src/notebook/osc.ts';

const mark = { type: 'mark', at: 12.5, lane: 'a', label: 'here' } as const;
const sequence = (event: object, end = '\x07') => `\x1b]7717;${JSON.stringify(event)}${end}`;

/** Everything a splitter makes of chunks. */
function split(chunks: (string | Uint8Array)[]) {
  const splitter = new OscSplitter();
  const parts = [...chunks.map((chunk) => splitter.push(chunk)), splitter.end()];
  return {
    text: parts.map(({ text }) => text).join(''),
    events: parts.flatMap(({ events }) => events),
    dropped: splitter.dropped,
  };
}

test('takes events out of the text, ended by BEL or by ST', () => {
  const { text, events } = split([`a${sequence(mark)}b${sequence(mark, '\x1b\\')}c`]);
  assert.equal(text, 'abc');
  assert.deepEqual(events, [mark, mark]);
});

test('a stream cut anywhere gives what the whole gives', () => {
  const whole = `한글 ${sequence(mark)}\x1b[31mred\x1b[0m${sequence(mark, '\x1b\\')}😀\n`;
  const bytes = new TextEncoder().encode(whole);
  const expected = split([whole]);
  assert.equal(expected.text, '한글 \x1b[31mred\x1b[0m😀\n');
  for (let at = 0; at <= bytes.length; at += 1) {
    assert.deepEqual(split([bytes.slice(0, at), bytes.slice(at)]), expected, `cut at byte ${at}`);
  }
  for (let at = 0; at <= whole.length; at += 1) {
    assert.deepEqual(split([whole.slice(0, at), whole.slice(at)]), expected, `cut at ${at}`);
  }
  assert.deepEqual(split(Array.from(bytes, (byte) => Uint8Array.of(byte))), expected);
});

test('text before a sequence that is not complete yet is given at once', () => {
  const splitter = new OscSplitter();
  assert.equal(splitter.push('now\x1b]77').text, 'now');
  assert.deepEqual(splitter.push('17;{"type":"beat","at":1,"lane":"x"').text, '');
  assert.deepEqual(splitter.push('}\x07').events, [{ type: 'beat', at: 1, lane: 'x' }]);
});

test('what is no event is shown, its control characters made visible', () => {
  for (const payload of ['', 'nonsense', '{"type":"mark"}', '[1]', 'null']) {
    const { text, events } = split([`\x1b]7717;${payload}\x07!`]);
    assert.deepEqual(events, []);
    assert.equal(text, `␛]7717;${payload}␇!`);
  }
});

test('a sequence that never ends, or is broken off, swallows no text', () => {
  assert.equal(split(['\x1b]7717;{"a"\nnext line']).text, '␛]7717;{"a"\nnext line');
  assert.equal(split(['\x1b]7717;{"a"']).text, '␛]7717;{"a"');
  const endless = 'x'.repeat(10_000);
  assert.equal(split([`\x1b]7717;${endless}`]).text, `␛]7717;${endless}`);
  assert.notEqual(new OscSplitter().push(`\x1b]7717;${endless}`).text, '', 'nor is it held back');
  const nested = split([`\x1b]7717;{"a"${sequence(mark)}`]);
  assert.deepEqual(nested.events, [mark]);
});

test('an event knows after how many lines of output it came, wherever the stream is cut', () => {
  const whole = `one\n${sequence(mark)}two\r\n\nfour${sequence(mark)}\n${sequence(mark)}`;
  for (let at = 0; at <= whole.length; at += 1) {
    const { events } = split([whole.slice(0, at), whole.slice(at)]);
    assert.deepEqual(
      events.map(({ printed }) => printed),
      [1, 3, 4],
    );
  }
});

test('an event has the line that made it, if that looks like one', () => {
  const of = (source: unknown) => parseEvent(JSON.stringify({ ...mark, source }));
  assert.deepEqual(of('lib/index.js:12'), { ...mark, source: 'lib/index.js:12' });
  for (const bad of [12, '', 'index.js', 'javascript:alert(1):1', ':1', `${'x'.repeat(300)}:1`]) {
    assert.deepEqual(of(bad), mark);
  }
});

test('other escape sequences pass through', () => {
  assert.equal(split(['\x1b]0;title\x07\x1b[1m']).text, '\x1b]0;title\x07\x1b[1m');
});

test('events are copied field by field, and only if every field is sound', () => {
  const polluted = '{"type":"beat","at":1,"lane":"x","__proto__":{"evil":1},"more":2}';
  assert.deepEqual(Object.keys(parseEvent(polluted)!), ['type', 'at', 'lane']);
  for (const bad of [
    { type: 'beat', at: 'soon', lane: 'x' },
    { type: 'beat', at: -1, lane: 'x' },
    { type: 'beat', at: 1, lane: 7 },
    { type: 'beat', at: 1, lane: 'x'.repeat(300) },
    { type: 'counter', at: 1, counter: 'n', value: 'many' },
    { type: 'explode', at: 1 },
  ]) {
    assert.equal(parseEvent(JSON.stringify(bad)), null, JSON.stringify(bad));
  }
  assert.equal(parseEvent('{"type":"beat","at":1e999,"lane":"x"}'), null);
});

test('every kind of event survives the way through the stream', () => {
  const events = [
    { type: 'lane', at: 0, lane: 'a', label: 'main' },
    { type: 'begin', at: 1, lane: 'a', span: 's', label: 'work' },
    { type: 'end', at: 2, span: 's' },
    mark,
    { type: 'beat', at: 3, lane: 'a' },
    { type: 'send', at: 4, lane: 'a', message: 'm', label: 'hello' },
    { type: 'receive', at: 5, lane: 'a', message: 'm' },
    { type: 'counter', at: 6, counter: 'queue', value: 3, unit: 'jobs' },
    { type: 'counter', at: 7, counter: 'queue', value: -0.5 },
  ];
  assert.deepEqual(split(events.map((event) => sequence(event))).events, events);
});

test('a program that sends without end fills no memory', () => {
  const splitter = new OscSplitter();
  const many = sequence(mark).repeat(1000);
  let count = 0;
  for (let i = 0; i < 25; i += 1) count += splitter.push(many).events.length;
  assert.equal(count, MAX_EVENTS);
  assert.equal(splitter.dropped, 25_000 - MAX_EVENTS);
});
