import * as ns from './cycle-tla-a.mjs';
export const b = await 'b';
try {
  console.log(ns.a);
} catch (e) {
  console.log(e.message);
}
