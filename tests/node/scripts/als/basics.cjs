// run, exit, enterWith, bind, snapshot, disable, withScope and default values.
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

const als = new AsyncLocalStorage();
const named = new AsyncLocalStorage({ name: 'named', defaultValue: 'default' });
const log = (...rest) => console.log(...rest, als.getStore(), named.getStore());

log('start');
console.log(
  als.run(
    'a',
    (x, y) => {
      log('in run', x, y);
      return 'returned';
    },
    1,
    2,
  ),
);
als.run('outer', () => {
  als.run('inner', () => log('inner'));
  log('outer again');
  als.exit(() => log('exited'));
  try {
    als.run('throws', () => {
      throw new Error('out');
    });
  } catch (error) {
    log(error.message);
  }
});
const bound = als.run('bound', () => AsyncLocalStorage.bind(() => als.getStore()));
const snapshot = als.run('snapshot', () => AsyncLocalStorage.snapshot());
const resource = als.run('resource', () => new AsyncResource('thing'));
console.log(
  bound(),
  snapshot(() => als.getStore()),
  resource.runInAsyncScope(() => als.getStore()),
  named.name,
);
als.enterWith('entered');
log('entered');
named.run('n', () => setTimeout(() => log('timeout'), 1));
als.run('off', () => {
  als.disable();
  log('disabled');
});
log('after disable');
