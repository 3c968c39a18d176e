import { b } from './cycle-tla-b.mjs';
console.log('cycle a before', b);
await 1;
export const a = 'a';
console.log('cycle a after');
