const start = performance.now();
for (let i = 0; i < 2000; i++) console.log('line %d of some output', i);
console.log('result', performance.now() - start);
