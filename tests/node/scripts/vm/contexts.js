// Contexts: what scripts see, declare and leave behind.
const vm = require('vm');

const sandbox = { a: 1, list: [1, 2], add: (x, y) => x + y };
const context = vm.createContext(sandbox);
console.log(context === sandbox, vm.isContext(context), vm.isContext({}));

function run(code, where = context, options) {
  try {
    console.log(code, '→', vm.runInContext(code, where, options));
  } catch (error) {
    console.log(code, error.name, error.code, error.message);
    // The place of what an earlier script has declared is not known.
    if (!/already/.test(error.message))
      console.log('   ', error.stack.split('\n').slice(0, 3).join(' | '));
  }
}

run('this');
run('a + list.length + add(2, 3)');
run('var x = 1, unset; function f() { return x + y; } let y = 2; const z = 3; class K {}; w = 5');
console.log(context);
run('[x, y, z, typeof K, w, f(), typeof missing, typeof process, typeof require, typeof Object]');
run('y = 20; x++; f()');
run('z = 1');
run('missing');
run('process');
run('let y = 1');
run('var z = 1');
run('a b');
run('throw new TypeError("thrown inside")');
run('null.property');
run('"use strict"; undeclared = 1');
run('"use strict"; var strictVar = 1; function strictFunction() { return this; } strictFunction()');
run('"use strict"; let own = typeof strictVar; own');
run('for (var i = 0; i < 3; i++) i * 2');
run('if (a) { "block" } else { "other" }');
run('globalThis === this');
run('delete globalThis.w; [typeof w, "w" in globalThis]');
run('eval("made = 1; var evaluated = 2; made + evaluated")');
run('Object.keys(globalThis).sort()');
run('(() => { let shadow = typeof a; return shadow; })()');
run('{ let inner = 1; typeof inner }');
run('try { neverDeclared } catch (error) { error.message }');
run('({ __proto__: null, a, list: [...list, a] })');
run('`${a} ${typeof a} ${typeof typeof a}`');
run('function self() { return [this.a, this.nothing]; } self()');
run('async function later() { await null; return a + y; } later()');
vm.runInContext('later()', context).then((value) => console.log('later', value));
console.log(context.f(), context.evaluated, Object.keys(context).sort());

context.a = 'changed outside';
run('a');
Object.defineProperty(context, 'readOnly', { value: 1, enumerable: true });
run('readOnly = 2; readOnly');
run('Object.defineProperty(globalThis, "defined", { get: () => 42, configurable: true }); defined');
console.log(context.defined);

console.log('new contexts');
console.log(vm.runInNewContext('b * 2', { b: 21 }), vm.runInNewContext('typeof a'));
console.log(Object.getOwnPropertyNames(vm.runInNewContext('globalThis')).join());
console.log(vm.runInNewContext('console.log("only an inspector hears this"); typeof console'));
const script = new vm.Script('count = (typeof count === "undefined" ? 0 : count) + 1');
for (const where of [context, context, {}]) {
  vm.createContext(where);
  console.log(script.runInContext(where), where.count);
}
console.log(script.runInNewContext({ count: 10 }), script.runInThisContext(), count);
const frozen = vm.createContext(Object.freeze({ q: 1 }));
run('q = 2; n = 3; q', frozen);
console.log(frozen);
const inherits = vm.createContext(Object.create({ inherited: 'from the prototype' }));
run('inherited', inherits);
const bare = vm.createContext(vm.constants.DONT_CONTEXTIFY);
run('var onGlobal = 1; this.alsoOnGlobal = 2', bare);
console.log(bare, vm.isContext(bare), vm.runInContext('globalThis', bare) === bare);
const noStrings = vm.createContext({}, { codeGeneration: { strings: false } });
run('eval("1")', noStrings);

console.log('positions');
run('\n\n   throw new Error("third line")', context, { filename: 'named.js' });
run('  missing', context, { filename: 'moved.js', lineOffset: 100 });
run('function deep() { throw new Error("in a function"); }\n  deep()', context, 'deep.js');

console.log('functions');
const options = { parsingContext: context, contextExtensions: [{ extension: 'ext' }] };
const compiled = vm.compileFunction(
  'return [p, a, extension, typeof p, typeof none]',
  ['p'],
  options,
);
console.log(compiled('argument'));
const extended = vm.compileFunction('return extension', [], {
  contextExtensions: [{ extension: 7 }],
});
console.log(extended());

console.log('arguments');
for (const attempt of [
  () => vm.runInContext('1', {}),
  () => vm.createContext(5),
  () => vm.createContext({}, { name: 5 }),
  () => vm.createContext({}, { microtaskMode: 'other' }),
  () => vm.isContext(5),
  () => new vm.Script('1', { filename: 5 }),
  () => new vm.Script('1').runInContext({}),
  () => vm.runInThisContext('1', { timeout: -1 }),
  () => vm.compileFunction('1', [], { parsingContext: {} }),
]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
