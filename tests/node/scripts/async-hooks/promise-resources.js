// Promises as resources of async_hooks: ids, triggers, the resource of a reaction, hooks set late.
const async_hooks = require('node:async_hooks');
const { readFile } = require('node:fs/promises');

const { executionAsyncId, executionAsyncResource, triggerAsyncId } = async_hooks;
const known = new Map();
const settled = new Set();
const hook = async_hooks.createHook({
  init: (id, type, trigger, resource) => known.set(id, { type, trigger, resource }),
  promiseResolve: (id) => settled.add(id),
});

function atOnce() {
  const within = executionAsyncId();
  hook.enable();
  const promise = new Promise((resolve) => setImmediate(resolve));
  const [[id, { type, trigger, resource }]] = known;
  console.log(type, trigger === within, resource === promise, settled.has(id));
  const reaction = promise.then(() => {
    console.log(settled.has(id));
    console.log(executionAsyncResource() === reaction, triggerAsyncId() === id);
    console.log(known.get(executionAsyncId()).resource === reaction);
  });
  return reaction;
}

async function afterwards() {
  console.log(executionAsyncId() > 0);
  await readFile(__filename);
  const { type, resource } = known.get(executionAsyncId());
  console.log(type, resource instanceof Promise, executionAsyncResource() === resource);
  hook.disable();
  await null;
  known.clear();
  new Promise((resolve) => resolve(1)).then(() => console.log(known.size));
}

Promise.resolve().then(atOnce).then(afterwards);
