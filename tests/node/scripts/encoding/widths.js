// run: {"flags": ["--expose-internals", "--no-warnings"]}
// How many columns characters take, and what the bindings say of arguments that lib never gives them.
const { internalBinding } = require('internal/test/binding');
const { getStringWidth } = internalBinding('icu');
const { fill } = internalBinding('buffer');
const { isPromisePending } = require('internal/webstreams/util');

const texts = [
  'a',
  'あ',
  '가',
  '〈',
  '︐',
  '\u{1f200}',
  '\u{1f251}',
  '\u{1f19a}',
  '⚊',
  '☰',
  'ￜ',
  '①',
];
console.log(texts.map((text) => [text, getStringWidth(text)]));

for (const [start, end] of [
  [-1, 0],
  [0, -1],
  [0, 2],
  [1, 0],
  [2, 2],
  [0, 1],
]) {
  try {
    console.log(start, end, fill(Buffer.alloc(1), 1, start, end));
  } catch ({ name, code, message }) {
    console.log(start, end, name, code, message);
  }
}
console.log(isPromisePending({}), isPromisePending(new Promise(() => {})));
