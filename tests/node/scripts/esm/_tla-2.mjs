console.log('tla-2 starts');
Promise.resolve().then(() => console.log('tla-2 then'));
process.nextTick(() => console.log('tla-2 tick'));
let turns = 0;
while (turns < 4) turns = await new Promise((resolve) => setImmediate(resolve, turns + 1));
export const value2 = 'value2';
console.log('tla-2 ends');
