// beforeExit may give the loop new work, and then comes again.
let times = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, ++times);
  if (times < 3) setTimeout(() => console.log('more work', times), 1);
  if (times === 3) process.exitCode = 2;
});
process.on('exit', (code) => console.log('exit', code));
process.once('beforeExit', () =>
  Promise.resolve().then(() => console.log('a promise does not count as work')),
);
