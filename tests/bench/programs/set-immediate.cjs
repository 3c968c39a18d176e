const start = performance.now();
let turns = 0;
function turn() {
  if (++turns < 10_000) setImmediate(turn);
  else console.log('result', performance.now() - start);
}
setImmediate(turn);
