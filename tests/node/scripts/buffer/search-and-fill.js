// indexOf, lastIndexOf, includes and fill where offsets, encodings and values are unusual.
const values = ['', 'f', 'ff', 'b', Buffer.from('f'), Buffer.from('ff'), new Uint8Array(0), 102];
const haystacks = ['', 'f', 'ff', 'abff', 'f\0f\0', 'ㄱㄴff'];
for (const encoding of ['utf8', 'ucs2', 'latin1', 'hex']) {
  const rows = [];
  for (const text of haystacks) {
    const buffer = Buffer.from(text, encoding === 'ucs2' ? 'ucs2' : 'utf8');
    for (const value of values) {
      for (const offset of [undefined, 0, 1, 3, -1, -3, -50, 50, NaN, null, {}]) {
        rows.push(buffer.indexOf(value, offset, encoding));
        rows.push(buffer.lastIndexOf(value, offset, encoding));
        rows.push(+buffer.includes(value, offset, encoding));
      }
    }
  }
  console.log(encoding, rows.join(' '));
}
for (const value of [undefined, null, NaN, {}, [], true, 258, -1, 1.9, '한', 'abc', Buffer.of(7)]) {
  console.log(value, Buffer.alloc(5, 1).fill(value), Buffer.alloc(5, 1).fill(value, 1, 4));
}
for (const [value, encoding] of [
  ['zz', 'hex'],
  ['', 'utf8'],
  ['a', 'nothing'],
]) {
  try {
    console.log(Buffer.alloc(3, 9).fill(value, encoding));
  } catch ({ code, message }) {
    console.log(code, message);
  }
}
