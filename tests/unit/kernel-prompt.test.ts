/** What a machine prints: where its prompts are, and what the timeline reads from it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PromptReader } from '../../src/kernel/prompt.ts';
import { Recorder } from '../../src/kernel/recorder.ts';

const MARK = '\x1b]7717;0\x07';

test('a prompt is found wherever its mark is cut, and the mark is never shown', () => {
  const stream = `ls\r\nfile${MARK}lab:~# \x1b[Kx\x1b]7717;127\x07lab:~# `;
  for (let cut = 0; cut <= stream.length; cut += 1) {
    const reader = new PromptReader();
    const printed = [stream.slice(0, cut), stream.slice(cut)].flatMap((part) => reader.push(part));
    const exits = printed.flatMap(({ exit }) => (exit === undefined ? [] : [exit]));
    assert.deepEqual(exits, [0, 127], `cut at ${cut}`);
    const shown = printed.map(({ text }) => text).join('');
    assert.equal(shown, 'ls\r\nfilelab:~# \x1b[Kxlab:~# ', `cut at ${cut}`);
  }
});

test('what only looks like a mark is text', () => {
  const printed = new PromptReader().push('\x1b]7717;none\x07');
  assert.deepEqual(printed, [{ text: '\x1b]7717;none\x07' }]);
});

test('system calls of strace are marks, Dirty is a counter, and state D is a span', () => {
  const recorder = new Recorder();
  recorder.lane = 'reader';
  recorder.take({ type: 'powered', at: 1 });
  recorder.take({ type: 'typed', at: 2, command: 'a command' });
  const text = 'Dirty:  12 kB\r\nread(3, "x", 9)   = 1\r\nState: D\r\nStat';
  recorder.take({ type: 'printed', at: 3, text });
  recorder.take({ type: 'printed', at: 4, text: 'e: R\r\nread without a result(\r\n' });
  recorder.take({ type: 'prompt', at: 5, exit: 0 });
  recorder.take({ type: 'pulled', at: 6 });
  const events = recorder.run.events.filter(({ type }) => type !== 'lane');
  assert.deepEqual(
    events.map((event) => [event.at, event.type, 'label' in event ? event.label : '']),
    [
      [1, 'begin', 'on'],
      [2, 'begin', 'a command'],
      [3, 'counter', ''],
      [3, 'mark', 'read'],
      [3, 'begin', 'D (disk sleep)'],
      [4, 'end', ''],
      [5, 'end', ''],
      [6, 'end', ''],
    ],
  );
  assert.ok(!recorder.run.output.includes('\r'));
});

test('a pulled plug ends every span', () => {
  const recorder = new Recorder();
  recorder.lane = 'reader';
  recorder.take({ type: 'powered', at: 1 });
  recorder.take({ type: 'typed', at: 2, command: 'a command' });
  recorder.take({ type: 'printed', at: 3, text: 'State: D\r\n' });
  recorder.take({ type: 'pulled', at: 4 });
  const count = (type: string) => recorder.events.filter((event) => event.type === type).length;
  assert.equal(count('begin'), 3);
  assert.equal(count('end'), 3);
});
