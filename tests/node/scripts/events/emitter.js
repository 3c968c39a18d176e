const EventEmitter = require('events');
const { once, errorMonitor, captureRejectionSymbol } = EventEmitter;
const emitter = new EventEmitter();
emitter.on('newListener', (name) => console.log('newListener', name));
emitter.on('a', (...args) => console.log('first', args));
emitter.prependListener('a', () => console.log('prepended'));
emitter.once('a', () => console.log('once'));
console.log(emitter.emit('a', 1, 2), emitter.emit('a'), emitter.emit('nobody'));
console.log(
  emitter.listenerCount('a'),
  emitter.eventNames(),
  emitter.rawListeners('a').length,
  emitter.getMaxListeners(),
);
emitter.on(errorMonitor, (error) => console.log('monitor', error.message));
emitter.once('error', (error) => console.log('error listener', error.message));
emitter.emit('error', new Error('handled'));
try {
  emitter.emit('error', new Error('thrown'));
} catch (error) {
  console.log('caught', error.message);
}
try {
  emitter.emit('error', 'a string');
} catch (error) {
  console.log(error.code, error.message, error.context);
}
try {
  emitter.on('x', 'not a function');
} catch (error) {
  console.log(error.code, error.message);
}
const capturing = new EventEmitter({ captureRejections: true });
capturing.on('event', async () => {
  throw new Error('captured');
});
capturing.on('error', (error) => console.log(error.message));
capturing.emit('event');
class Own extends EventEmitter {
  constructor() {
    super({ captureRejections: true });
  }
  [captureRejectionSymbol](error, event, ...args) {
    console.log('own', error.message, event, args);
  }
}
const own = new Own();
own.on('z', async () => {
  throw new Error('to the symbol');
});
own.emit('z', 42);
once(emitter, 'later').then((values) => console.log('once resolved', values));
setImmediate(() => emitter.emit('later', 'v'));
console.log(emitter);
