import { b, callA, readA } from './_cycle-b.mjs';

export function hoisted() {
  return 'hoisted';
}
export let a = 'a';
export default class A {}
console.log('a runs', b, callA(), readA());
