// What a promise hook throws is an uncaught exception; the program goes on.
const { promiseHooks } = require('node:v8');

process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
for (const name of ['onInit', 'onSettled', 'onBefore', 'onAfter']) {
  const stop = promiseHooks[name](() => {
    stop();
    throw new Error(`of ${name}`);
  });
}
Promise.resolve('value')
  .then((value) => console.log(value))
  .then(() => console.log('goes on'));
