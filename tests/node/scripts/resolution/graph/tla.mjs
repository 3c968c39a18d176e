console.log('tla start');
export let v = await new Promise((r) => setTimeout(r, 5, 'v'));
console.log('tla end');
