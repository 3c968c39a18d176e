// A blocked loop: timers that became due meanwhile run in order of their time, then the immediate.
const start = Date.now();
setTimeout(() => console.log('150'), 150);
setTimeout(() => console.log('50'), 50);
setTimeout(() => console.log('100'), 100);
setImmediate(() => console.log('immediate'));
while (Date.now() - start < 200);
console.log('unblocked');
process.nextTick(() => console.log('tick'));
