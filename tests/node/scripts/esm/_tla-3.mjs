console.log('tla-3 starts');
Promise.resolve().then(() => console.log('tla-3 then'));
process.nextTick(() => console.log('tla-3 tick'));
export const value3 = await new Promise((resolve) => setTimeout(resolve, 3 * 20, 'value3'));
console.log('tla-3 ends');
