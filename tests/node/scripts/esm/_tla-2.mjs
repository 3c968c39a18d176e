console.log('tla-2 starts');
Promise.resolve().then(() => console.log('tla-2 then'));
process.nextTick(() => console.log('tla-2 tick'));
export const value2 = await new Promise((resolve) => setTimeout(resolve, 2 * 20, 'value2'));
console.log('tla-2 ends');
