// A destroy hook that ends another resource: the hook runs for that one too.
const { AsyncResource, createHook } = require('node:async_hooks');

let first;
let second;
createHook({
  destroy(id) {
    if (id === first.asyncId()) {
      console.log('first');
      second.emitDestroy();
    } else if (id === second.asyncId()) {
      console.log('second');
    }
  },
}).enable();
first = new AsyncResource('first');
second = new AsyncResource('second');
first.emitDestroy();
