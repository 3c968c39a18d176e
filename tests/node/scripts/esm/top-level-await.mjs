// Evaluation order of a graph with top-level await.
import { value3 } from './_tla-3.mjs';
import './_sync.mjs';
import { value2 } from './_tla-2.mjs';

console.log('main', value2, value3);
for await (const value of [Promise.resolve('one'), 'two']) console.log(value);
setImmediate(() => console.log('immediate'));
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('then'));
await null;
console.log('after await');
await new Promise((resolve) => process.nextTick(resolve));
console.log('after tick');
