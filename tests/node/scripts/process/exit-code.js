process.on('exit', (code) => {
  console.log('exit', code, process.exitCode);
  process.exitCode = 5;
  setTimeout(() => console.log('never'));
  Promise.resolve().then(() => console.log('microtasks still run'));
});
process.exitCode = 4;
