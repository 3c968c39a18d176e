const start = performance.now();
let turns = 0;
function tick() {
  Promise.resolve().then(reaction);
}
function reaction() {
  if (++turns < 10_000) process.nextTick(tick);
  else console.log('result', performance.now() - start);
}
process.nextTick(tick);
