// In which order a graph is evaluated, with top-level await and a cycle in it.
import './graph/a.mjs';
import './graph/b.mjs';
console.log('graph');
const [one, two] = await Promise.all([import('./graph/tla.mjs'), import('./graph/tla.mjs')]);
console.log(one === two, one.v);
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));
await null;
console.log('after await');
const late = import('./graph/late.mjs');
console.log('import() called');
await late;
await import('./graph/cycle-tla-a.mjs');
