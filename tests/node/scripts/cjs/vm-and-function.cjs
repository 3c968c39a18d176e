// Code compiled at run time.
const vm = require('vm');

console.log(
  vm.runInThisContext('1 + 1'),
  new vm.Script('globalThis.fromScript = 6 * 7').runInThisContext(),
  fromScript,
);
console.log(vm.compileFunction('return a + b + arguments.length', ['a', 'b'])(1, 2));
console.log(
  new Function('a', 'return a * 2')(21),
  eval('const x = 5; x'),
  (0, eval)('typeof module'),
);
try {
  new vm.Script('let a = ;', { filename: 'broken.js' });
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 5).join('\n'));
}
try {
  vm.runInThisContext('\n  throw new Error("inside")', { filename: 'inside.js', lineOffset: 10 });
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 2));
}
const asyncFunction = vm.compileFunction('return (async () => { await null; return value; })()', [
  'value',
]);
asyncFunction('awaited').then(console.log);
vm.runInThisContext('(async (log) => { await null; log("from a script"); })')(console.log);
