console.log('tla-1 starts');
Promise.resolve().then(() => console.log('tla-1 then'));
process.nextTick(() => console.log('tla-1 tick'));
export const value1 = await new Promise((resolve) => setTimeout(resolve, 1 * 20, 'value1'));
console.log('tla-1 ends');
