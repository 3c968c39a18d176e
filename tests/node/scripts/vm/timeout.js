// Scripts that run too long are ended, whatever they catch.
const vm = require('vm');

const endless = [
  'while (true);',
  'for (;;) { try { for (;;); } catch {} }',
  'do { } while (true)',
  'function turn() { try { turn(); } catch { turn(); } } turn()',
  'label: for (;;) { for (const x of [1]) continue label; }',
];
for (const code of endless) {
  for (const run of [
    vm.runInNewContext,
    (text, _context, options) => vm.runInThisContext(text, options),
  ]) {
    try {
      run(code, {}, { timeout: 20 });
    } catch ({ name, code: errorCode, message, stack }) {
      console.log(code, name, errorCode, message, stack.split('\n')[1].replace(/:\d+:\d+/, ''));
    }
  }
}
const context = vm.createContext({ n: 0 });
console.log(
  vm.runInContext('for (let i = 0; i < 1000; i++) n += i; n', context, { timeout: 10_000 }),
);
try {
  vm.runInContext('throw new Error("in time")', context, { timeout: 10_000 });
} catch ({ message }) {
  console.log(message);
}
console.log(
  vm.runInContext('[1, 2, 3].map((x) => { return x * n })', context, { timeout: 10_000 }),
);
