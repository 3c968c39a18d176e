// run: {"stdin": "some input"}
// A paused stdin does not keep the process.
process.stdin.once('data', (data) => {
  console.log(String(data));
  process.stdin.pause();
  setTimeout(() => console.log('the timer was all that was left'), 5);
});
