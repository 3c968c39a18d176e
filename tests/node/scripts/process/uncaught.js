// Listeners of uncaughtException and its monitor.
process.on('uncaughtExceptionMonitor', (error, origin) =>
  console.log('monitor', String(error), origin),
);
process.on('uncaughtException', (error, origin) => console.log('listener', String(error), origin));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  throw new Error('from a timer');
}, 1);
setTimeout(() => {
  throw 'a string';
}, 2);
setTimeout(() => {
  throw null;
}, 3);
setTimeout(() => Promise.reject(new Error('a rejection')), 4);
setTimeout(() => {
  console.log('still alive');
  process.removeAllListeners('uncaughtException');
  throw new Error('the last one');
}, 20);
