// Errors of Node itself, printed whole.
const fs = require('fs');
for (const fail of [
  () => fs.readFileSync('/missing'),
  () => fs.mkdirSync('.'),
  () => Buffer.alloc(-1),
  () => require('./nowhere'),
  () => new URL('not a url'),
  () => fs.readFileSync(42.5),
  () => require(''),
  () => process.chdir(1),
  () => structuredClone(() => {}),
  () => new AbortController().abort.call({}),
  () => setTimeout(1),
  () => Buffer.from(null),
  () => require('events').once(),
  () => new TextDecoder('no-such'),
  () => atob('*'),
]) {
  try {
    fail();
  } catch (error) {
    console.log(error);
  }
}
console.log(new AggregateError([new Error('a'), new TypeError('b')], 'both'));
console.log(Object.assign(new Error('with properties'), { code: 'E_CODE', extra: { deep: [1] } }));
const error = new Error('renamed');
error.name = 'Renamed';
console.log(error, Object.prototype.toString.call(error));
const noStack = new Error('no stack');
delete noStack.stack;
noStack.stack = undefined;
console.log(noStack, [new Error('x').message]);
const bare = new Error('');
bare.stack = 'custom stack';
console.log(bare);
console.log({ error: new Error('nested in an object', { cause: { reason: 1 } }) });
