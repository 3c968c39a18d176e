// Timeout and Immediate objects.
const timers = require('timers');
const timeout = setTimeout(() => console.log('never'), 1e6);
console.log(
  timeout.hasRef(),
  timeout.unref() === timeout,
  timeout.hasRef(),
  timeout.ref().hasRef(),
);
console.log(typeof timeout[Symbol.toPrimitive](), timeout.constructor.name, typeof timeout.refresh);
clearTimeout(+timeout);
console.log(
  timeout._destroyed,
  clearTimeout(undefined),
  clearTimeout(null),
  clearTimeout({}),
  clearTimeout(12345678),
);
const immediate = setImmediate(() => console.log('never either'));
console.log(immediate.hasRef(), immediate.unref().hasRef(), immediate.constructor.name);
clearImmediate(immediate);
for (const bad of [undefined, 1, 'x', null]) {
  try {
    setTimeout(bad);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
setTimeout((...args) => console.log('with arguments', args), 1, 'a', 2);
setTimeout(() => console.log('delay NaN counts as 1'), 'abc');
setTimeout(() => console.log('delay too large counts as 1'), 2 ** 40);
// Refreshed by a timer that is due before it: it comes after one that was due after it.
setTimeout(() => {
  const refreshed = setTimeout(() => console.log('refreshed comes last'), 20);
  setTimeout(() => refreshed.refresh(), 10);
  setTimeout(() => console.log('before refreshed'), 20);
  setImmediate((...args) => console.log('immediate with arguments', args), 3);
}, 50);
{
  using disposable = setTimeout(() => console.log('disposed: never'), 1);
  void disposable;
}
console.log(timers.setTimeout === setTimeout, typeof timers.promises.setTimeout);
