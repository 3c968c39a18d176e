process.on('exit', () => {
  throw new Error('in the exit listener');
});
console.log('main');
