// A blocked loop: timers that became due meanwhile run in order of their time, then the immediate.
const start = Date.now();
setTimeout(() => console.log('30'), 30);
setTimeout(() => console.log('10'), 10);
setTimeout(() => console.log('20'), 20);
setImmediate(() => console.log('immediate'));
while (Date.now() - start < 60);
console.log('unblocked');
process.nextTick(() => console.log('tick'));
