/** The minutes a chapter takes are counted from what is read in it, in its language's own way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSandboxes, readingMinutes } from '../../src/components/reading-time.ts';

test('English is counted in words, whatever their length', () => {
  assert.equal(readingMinutes('step '.repeat(240 * 7), 'en'), 7);
  assert.equal(readingMinutes('asynchronously '.repeat(240 * 7), 'en'), 7);
  assert.equal(readingMinutes("It isn't so. ".repeat(80 * 7), 'en'), 7);
});

test('Korean is counted in characters, spaces left out', () => {
  assert.equal(readingMinutes('발맞추기 '.repeat((500 / 4) * 7), 'ko'), 7);
  assert.equal(readingMinutes('발 맞 추 기 '.repeat((500 / 4) * 7), 'ko'), 7);
});

test('even an empty page takes a minute', () => {
  assert.equal(readingMinutes('', 'en'), 1);
});

test('imports, tags, their attributes and addresses are not read', () => {
  const unread = [
    "import Sandbox from '../../src/components/Sandbox.astro';",
    '<Notes ids={["1.1", "1.2"]} />',
    '<Diagram\n  title="A long sentence for those who do not see > the drawing."\n/>',
    '| --- | :---: |',
  ];
  const source = (unread.join('\n\n') + '\n\n').repeat(200);
  assert.equal(readingMinutes(source, 'en'), 1);
  const link = '[step](https://nodejs.org/docs/latest/api/process.html#exit-codes) ';
  assert.equal(readingMinutes(link.repeat(240 * 7), 'en'), 7);
  assert.equal(readingMinutes('[단계](https://nodejs.org/docs/) '.repeat(250 * 7), 'ko'), 7);
});

test('sandboxes are counted where they stand', () => {
  const source = 'A `Sandbox`.\n\n<Sandbox name="a" />\n\n<Sandbox name="b" />\n';
  assert.equal(countSandboxes(source), 2);
});
