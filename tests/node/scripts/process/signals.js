// A handled signal is an event; an unhandled one ends the process.
process.on('SIGUSR2', (name, number) => {
  console.log(name, number);
  process.removeAllListeners('SIGUSR2');
  process.on('SIGTERM', (name) => {
    console.log(name, process.listenerCount('SIGTERM'));
    process.removeAllListeners('SIGTERM');
    setTimeout(() => console.log('never'), 1e6);
    process.kill(process.pid, 'SIGTERM');
  });
  process.kill(process.pid, 'SIGTERM');
  console.log('signals come from the loop');
});
console.log(process.kill(process.pid, 0));
process.kill(process.pid, 'SIGUSR2');
const keep = setTimeout(() => {}, 1000);
process.on('SIGTERM', () => clearTimeout(keep));
try {
  process.kill(process.pid, 'SIGNOPE');
} catch (error) {
  console.log(error.code, error.message);
}
