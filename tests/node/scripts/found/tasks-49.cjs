// Seed 49 of `npm run fuzz`, shrunk. Of Node (-) the tab (+) differed so:
//   - 0:undefined 7:undefined 1:undefined 3:first 7:undefined 4:first 5:undefined 2:5 6:undefined
//   + 0:undefined 7:undefined 1:undefined 3:first 7:undefined 4:first 5:undefined 2:5 6:5
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const als = new AsyncLocalStorage();
const other = new AsyncLocalStorage({ defaultValue: '' });
let line = [];
const log = (task) => line.push(task + ':' + als.getStore() + other.getStore());
process.on('unhandledRejection', (error) => line.push('unhandled ' + error.message));
process.on('rejectionHandled', () => line.push('handled'));
/** Callbacks that have not run yet: the next round waits for them. */
let pending = 1;
const rounds = [];
const done = () => {
  if (--pending === 0) als.exit(() => other.exit(() => setImmediate(() => setImmediate(next))));
};
const job = (callback) => {
  pending++;
  return (...args) => {
    try {
      return callback(...args);
    } finally {
      done();
    }
  };
};
const asyncJob = (callback) => {
  pending++;
  callback().then(done, done);
};
function next() {
  if (pending > 0) return;
  const text = line.join(' ');
  line = [];
  console.log(text);
  rounds.shift()?.();
}

log(0);
new Promise((resolve) => resolve(Promise.resolve())).then(
  job(() => {
    log(1);
    als.run(5, () =>
      AsyncResource.bind(() => {
        asyncJob(async () => {
          const x0 = (async function* () {
            yield 1;
            log(3);
            await 0;
            yield 2;
            log(4);
          })();
          const steps = [
            als.run('first', () => x0.next()),
            als.run('second', () => x0.next()),
            als.run('third', () => x0.next()),
          ];
          await Promise.all(steps);
          {
            log(2);
          }
        });
      }),
    )();
  }),
);
asyncJob(async () => {
  for await (const x of [1, Promise.resolve(2)]) {
    log(7);
  }
  {
    log(5);
    const x1 = Promise.reject(new Error('handled later'));
    const x1handler = job(() => {
      log(6);
    });
    queueMicrotask(() => queueMicrotask(() => x1.catch(x1handler)));
  }
});
done();
