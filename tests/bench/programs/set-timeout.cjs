const start = performance.now();
let turns = 0;
function turn() {
  if (++turns < 500) setTimeout(turn, 0);
  else console.log('result', performance.now() - start);
}
setTimeout(turn, 0);
