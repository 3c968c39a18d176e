// Of several kinds, for a single loop tells more of one version of V8 than of where it runs.
function primesBelow(limit) {
  const composite = new Uint8Array(limit);
  let count = 0;
  for (let n = 2; n < limit; n++) {
    if (composite[n]) continue;
    count++;
    for (let m = n * n; m < limit; m += n) composite[m] = 1;
  }
  return count;
}

function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

function countWords(rounds) {
  const counts = new Map();
  for (let i = 0; i < rounds; i++) {
    const word = `word ${(i * 7919) % 5003}`;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).length;
}

function distances(count) {
  const points = Array.from({ length: count }, (_, i) => ({ x: i % 97, y: (i * i) % 89 }));
  let sum = 0;
  for (const a of points) for (const b of points) sum += Math.hypot(a.x - b.x, a.y - b.y);
  return Math.round(sum);
}

const start = performance.now();
const results = [primesBelow(5_000_000), fibonacci(32), countWords(300_000), distances(1500)];
const ms = performance.now() - start;
if (results.join() !== '348513,2178309,5003,113090939')
  throw new Error(`the results are ${results}`);
console.log('result', ms);
