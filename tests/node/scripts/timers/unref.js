// Only referenced timers keep the process.
setTimeout(() => console.log('unref: never'), 60_000).unref();
setInterval(() => console.log('unref interval: never'), 60_000).unref();
setTimeout(() => console.log('referenced'), 10);
process.on('exit', (code) => console.log('exit', code));
