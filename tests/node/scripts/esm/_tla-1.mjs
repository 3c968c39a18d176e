console.log('tla-1 starts');
Promise.resolve().then(() => console.log('tla-1 then'));
process.nextTick(() => console.log('tla-1 tick'));
let turns = 0;
while (turns < 2) turns = await new Promise((resolve) => setImmediate(resolve, turns + 1));
export const value1 = 'value1';
console.log('tla-1 ends');
