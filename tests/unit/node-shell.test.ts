/** The language of the shell, as far as it goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandWords, parse, ShellSyntaxError } from '../../src/node/shell/parse.ts';

const values: Record<string, string> = { A: 'one  two', EMPTY: '' };
const valueOf = (name: string): string => values[name] ?? '';
const wordsOf = (text: string): string[] =>
  expandWords(parse(text)[0]!.pipeline[0]!.words, valueOf);

test('words are split at blanks, and quotes keep them together', () => {
  assert.deepEqual(wordsOf(`a 'b c' "d e" f\\ g "" h'i'"j"`), [
    'a',
    'b c',
    'd e',
    'f g',
    '',
    'hij',
  ]);
});

test('names are expanded, and split unless they are quoted', () => {
  assert.deepEqual(wordsOf('$A "$A" x${A}y $EMPTY "$EMPTY" \'$A\' \\$A'), [
    ...['one', 'two', 'one  two', 'xone', 'twoy', '', '$A', '$A'],
  ]);
});

test('commands are joined to pipelines and lists, with redirections and assignments', () => {
  const steps = parse('A=1 B=$A x 2>&1 > out | y < in && z >> log || w; v # comment');
  assert.deepEqual(
    steps.map(({ after, pipeline }) => [after, pipeline.length]),
    [
      [';', 2],
      ['&&', 1],
      ['||', 1],
      [';', 1],
    ],
  );
  const [first, second] = steps[0]!.pipeline;
  assert.deepEqual(
    first!.assignments.map(({ name }) => name),
    ['A', 'B'],
  );
  assert.deepEqual(
    [...first!.redirections, ...second!.redirections].map(({ fd, kind }) => [fd, kind]),
    [
      [2, '>&'],
      [1, '>'],
      [0, '<'],
    ],
  );
});

test('what cannot be read is refused by name', () => {
  for (const [text, message] of [
    ['echo "a', /Unterminated quoted string/],
    ['a &&', /end of file unexpected/],
    ['| a', /"\|" unexpected/],
    ['echo $(date)', /no command substitution/],
    ['sleep 1 &', /no background commands/],
    ['if true; then x; fi', /no "if"/],
    ['ls *.js', /no file name patterns/],
  ] as const) {
    assert.throws(
      () => parse(text),
      (error) => error instanceof ShellSyntaxError && message.test(error.message),
      text,
    );
  }
});
