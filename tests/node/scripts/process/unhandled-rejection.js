// The default: an unhandled rejection ends the process with code 1.
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('never'), 50);
Promise.reject(new Error('nobody handles this'));
