const start = performance.now();
let hash = 0;
for (let i = 0; i < 100_000_000; i++) hash = (Math.imul(hash, 31) + i) | 0;
const ms = performance.now() - start;
if (hash !== -1206259584) throw new Error(`the hash is ${hash}`);
console.log('result', ms);
