console.log('tla-3 starts');
Promise.resolve().then(() => console.log('tla-3 then'));
process.nextTick(() => console.log('tla-3 tick'));
let turns = 0;
while (turns < 6) turns = await new Promise((resolve) => setImmediate(resolve, turns + 1));
export const value3 = 'value3';
console.log('tla-3 ends');
