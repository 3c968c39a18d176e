let start = 0;
let turns = 0;
let promiseRan = false;
function turn() {
  if (promiseRan) throw new Error('a promise ran before process.nextTick');
  if (++turns < 100_000) process.nextTick(turn);
  else console.log('result', performance.now() - start);
}
setTimeout(() => {
  start = performance.now();
  Promise.resolve().then(() => (promiseRan = true));
  process.nextTick(turn);
}, 1);
