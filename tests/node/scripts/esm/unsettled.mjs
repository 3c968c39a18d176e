// Top-level await that never settles.
console.log('waiting');
await new Promise(() => {});
