import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applySgr,
  MAX_LINES,
  paletteColor,
  plainText,
  Terminal,
  textOf,
  type StyledText,
} from '../../src/notebook/terminal.ts';

function shown(...chunks: string[]): Terminal {
  const terminal = new Terminal();
  for (const chunk of chunks) terminal.write(chunk);
  return terminal;
}

const text = (terminal: Terminal) =>
  terminal.lines.map(({ spans }) => spans.map((span) => span.text).join(''));

/** Each character with its style, however they are parted into spans. */
const charactersOf = (spans: readonly StyledText[]) =>
  spans.flatMap((span) => [...span.text].map((character) => [character, span.style]));

test('lines end with LF or CR LF; the last may be unfinished', () => {
  assert.deepEqual(text(shown('a\nb\r\nc')), ['a', 'b', 'c']);
  assert.deepEqual(text(shown('a\n\nb\n')), ['a', '', 'b']);
  assert.deepEqual(text(shown('a\r', '\nb')), ['a', 'b']);
});

test('colours become spans, also when a sequence is cut', () => {
  const whole = '\x1b[31;1mred\x1b[39m bold\x1b[0m plain\n';
  const expected = shown(whole).lines;
  assert.deepEqual(expected[0]!.spans, [
    { text: 'red', style: { color: 1, bold: true } },
    { text: ' bold', style: { bold: true } },
    { text: ' plain', style: {} },
  ]);
  for (let at = 0; at <= whole.length; at += 1) {
    const { spans } = shown(whole.slice(0, at), whole.slice(at)).lines[0]!;
    assert.deepEqual(charactersOf(spans), charactersOf(expected[0]!.spans), `cut at ${at}`);
  }
});

test('SGR: 16, 256 and 24-bit colours, and what switches off', () => {
  assert.deepEqual(applySgr({}, '91;44'), { color: 9, background: 4 });
  assert.deepEqual(applySgr({}, '38;5;208'), { color: 208 });
  assert.deepEqual(applySgr({}, '48;2;1;2;255;3'), { background: '#0102ff', italic: true });
  assert.deepEqual(applySgr({ bold: true, dim: true, underline: true }, '22;24'), {});
  assert.deepEqual(applySgr({ color: 1 }, ''), {});
  assert.equal(paletteColor(196), '#ff0000');
  assert.equal(paletteColor(255), '#eeeeee');
});

test('carriage return, backspace, tab and erase move as in a terminal', () => {
  assert.deepEqual(text(shown('10%\r20%')), ['20%']);
  assert.deepEqual(text(shown('hello\rJ')), ['Jello']);
  assert.deepEqual(text(shown('ab\bc')), ['ac']);
  assert.deepEqual(text(shown('a\tb')), ['a       b']);
  assert.deepEqual(text(shown('loading\r\x1b[Kdone')), ['done']);
  assert.deepEqual(text(shown('wrong\x1b[2K\rright')), ['right']);
});

test('console.clear() clears; other sequences are dropped, not shown', () => {
  assert.deepEqual(text(shown('old\n\x1b[1;1H\x1b[0Jnew')), ['new']);
  assert.deepEqual(text(shown('a\x1b]0;title\x07b\x1b[3Ac\x1b(Bd')), ['abcd']);
});

test('only the last lines are kept, and how many came before is known', () => {
  const terminal = new Terminal();
  const count = MAX_LINES * 5 + 500;
  for (let i = 0; i < count; i += 1) terminal.write(`${i}\n`);
  assert.equal(terminal.lines.length, MAX_LINES);
  assert.equal(terminal.omitted, count - MAX_LINES);
  assert.deepEqual(text(terminal).at(-1), String(count - 1));
});

test('a line without end is broken', () => {
  const terminal = new Terminal();
  for (let i = 0; i < 100; i += 1) terminal.write('x'.repeat(999));
  assert.ok(terminal.lines.every(({ spans }) => (spans[0]?.text.length ?? 0) <= 2000));
  assert.equal(text(terminal).join('').length, 99_900);
});

test('HTML is text', () => {
  assert.deepEqual(text(shown('<img src=x onerror=alert(1)>')), ['<img src=x onerror=alert(1)>']);
});

test('what is copied is what is seen', () => {
  const terminal = new Terminal();
  terminal.write('\x1b[31mred\x1b[0m and\r\nplain\x1b]0;title\x07');
  assert.equal(textOf(terminal.lines), 'red and\nplain\n');
});

test('claims see plain text', () => {
  assert.equal(plainText('\x1b[33m5\x1b[39m\r\n\x1b]0;t\x07ok\n'), '5\nok\n');
});

test('a line keeps the time of its first character, however it grows', () => {
  let now = 0;
  const terminal = new Terminal(() => now);
  const write = (at: number, text: string) => {
    now = at;
    terminal.write(text);
  };
  write(1, 'a');
  write(2, 'b\n');
  write(3, '\n\x1b[31mc');
  write(4, '\rd');
  assert.deepEqual(
    terminal.lines.map(({ at }) => at),
    [1, 3, 3],
  );
});
