const { once, on } = require('events');
const emitter = new (require('events'))();
const controller = new AbortController();
controller.signal.addEventListener('abort', (event) =>
  console.log(event.type, controller.signal.reason.name),
);
once(emitter, 'x', { signal: controller.signal }).catch((error) =>
  console.log(error.name, error.code),
);
controller.abort();
(async () => {
  setTimeout(() => emitter.emit('y', 1), 1);
  setTimeout(() => emitter.emit('y', 2), 2);
  for await (const value of on(emitter, 'y')) {
    console.log(value);
    if (value[0] === 2) break;
  }
  try {
    AbortSignal.any([AbortSignal.abort('because')]).throwIfAborted();
  } catch (reason) {
    console.log(reason);
  }
  AbortSignal.timeout(5).addEventListener('abort', ({ target }) =>
    console.log(target.reason.name, target.reason.message),
  );
  // A signal's timeout keeps no program going.
  setTimeout(() => {}, 20);
})();
