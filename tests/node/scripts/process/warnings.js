process.on('warning', (warning) =>
  console.log('event', warning.name, warning.message, warning.code, warning.detail),
);
process.emitWarning('plain');
process.emitWarning('typed', 'CustomWarning', 'C001');
process.emitWarning('with detail', { type: 'Detailed', code: 'D1', detail: 'some more' });
process.emitWarning(new RangeError('an error as warning'));
process.emitWarning('deprecated', 'DeprecationWarning', 'DEP9999');
const emitter = new (require('events'))();
for (let i = 0; i < 11; i++) emitter.on('many', () => {});
const { deprecate } = require('util');
const old = deprecate(() => 'result', 'old() is deprecated', 'DEP0');
console.log(old(), old());
