async function main() {
  const start = performance.now();
  for (let i = 0; i < 100_000; i++) await null;
  console.log('result', performance.now() - start);
}
main();
