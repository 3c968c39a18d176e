// What stacks look like from callbacks, promises, async functions, classes, eval, and when customised.
const lines = (error) => console.log(error.stack);
class Service {
  static create() {
    return new Service();
  }
  constructor() {
    lines(new Error('constructor'));
  }
  get value() {
    return new Error('getter');
  }
  async method() {
    await null;
    throw new Error('async method');
  }
}
const service = Service.create();
lines(service.value);
service.method().catch(lines);
setTimeout(function named() {
  lines(new Error('timer'));
}, 1);
setImmediate(() => lines(new Error('immediate')));
process.nextTick(() => lines(new Error('tick')));
Promise.resolve().then(() => lines(new Error('promise')));
[1].map((x) => lines(new Error('map')));
// Where an eval stands is not told in the tab: without line and column.
const withoutOrigin = ({ stack }) =>
  console.log(stack.replace(/(eval at [^(]*\([^:)]*)[^)]*\)/g, '$1)'));
withoutOrigin(eval('new Error("eval")'));
withoutOrigin(new Function('return new Error("Function")')());
const o = {
  ['computed name']() {
    lines(new Error('method'));
  },
};
o['computed name']();
Error.stackTraceLimit = 2;
lines(new Error('two frames'));
Error.stackTraceLimit = 0;
lines(new Error('none'));
Error.stackTraceLimit = 10;
const holder = {};
Error.captureStackTrace(holder);
console.log(holder.stack);
function hidden() {
  const error = {};
  Error.captureStackTrace(error, hidden);
  return error.stack;
}
console.log(hidden());
Error.prepareStackTrace = (error, sites) =>
  sites
    .slice(0, 1)
    .map((site) => [
      site.getFunctionName(),
      site.getLineNumber(),
      site.getColumnNumber(),
      site.isToplevel(),
      site.isConstructor(),
      site.isAsync(),
      typeof site.getFileName(),
    ]);
console.log(new Error('prepared').stack);
Error.prepareStackTrace = undefined;
lines(new Error('again'));
