// Four workers by default: with three keys being derived a file is read at once, with four it waits.
const crypto = require('node:crypto');
const fs = require('node:fs');

/** How many of `keys` slow jobs are done when a file that was asked for after them has been read. */
const keysBeforeFile = (keys) =>
  new Promise((resolve) => {
    let derived = 0;
    let before;
    const done = () => derived === keys && before !== undefined && resolve(before);
    for (let key = 0; key < keys; key++) {
      crypto.pbkdf2('password', 'salt', 100_000, 64, 'sha512', () => done(derived++));
    }
    fs.stat(__filename, () => done((before = derived)));
  });

(async () => {
  console.log('three keys: the file came before', (await keysBeforeFile(3)) === 0 ? 'all' : 'some');
  console.log(
    'four keys: the file came after',
    (await keysBeforeFile(4)) > 0 ? 'one or more' : 'none',
  );
})();
