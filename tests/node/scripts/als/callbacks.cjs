// Stores in callbacks of every origin, one after the other.
const { AsyncLocalStorage } = require('async_hooks');
const { EventEmitter, once } = require('events');
const fs = require('fs');
const { promisify } = require('util');

const als = new AsyncLocalStorage();
const origins = {
  nextTick: (done) => process.nextTick(done),
  then: (done) => Promise.resolve().then(done),
  catch: (done) => Promise.reject(new Error()).catch(done),
  finally: (done) => Promise.resolve().finally(done),
  microtask: (done) => queueMicrotask(done),
  timeout: (done) => setTimeout(done, 1),
  interval: (done) => {
    const id = setInterval(() => {
      clearInterval(id);
      done();
    }, 1);
  },
  immediate: (done) => setImmediate(done),
  promisified: (done) => promisify(setTimeout)(1).then(done),
  stat: (done) => fs.stat(__filename, done),
  readFile: (done) => fs.readFile(__filename, done),
  promises: (done) => fs.promises.readFile(__filename).then(done),
  stream: (done) => fs.createReadStream(__filename).on('end', done).resume(),
  emitter: (done) => {
    const emitter = new EventEmitter();
    emitter.on('event', done);
    als.run('emit', () => emitter.emit('event'));
  },
  once: (done) => {
    const emitter = new EventEmitter();
    once(emitter, 'event').then(done);
    als.exit(() => emitter.emit('event'));
  },
  eventTarget: (done) => {
    const target = new EventTarget();
    target.addEventListener('event', done);
    als.run('dispatch', () => target.dispatchEvent(new Event('event')));
  },
  settledElsewhere: (done) => {
    let settle;
    new Promise((resolve) => {
      settle = resolve;
    }).then(done);
    als.run('settle', () => setTimeout(settle, 1));
  },
  thenable: (done) =>
    (async () => {
      await {
        then(resolve) {
          console.log('  in then', als.getStore());
          resolve();
        },
      };
      done();
    })(),
  messageChannel: (done) => {
    const { port1, port2 } = new MessageChannel();
    port2.once('message', () => {
      port1.close();
      done();
    });
    port1.postMessage(1);
  },
};
(async () => {
  for (const [name, start] of Object.entries(origins)) {
    await new Promise((resolve) => {
      als.run(name, () =>
        start(() => {
          console.log(name, als.getStore());
          resolve();
        }),
      );
    });
    console.log('  outside', als.getStore());
  }
})();
