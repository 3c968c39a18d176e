import A, { a as first, hoisted } from './_cycle-a.mjs';
import * as namespace from './_cycle-a.mjs';

const attempt = (callback) => {
  try {
    console.log(callback());
  } catch (error) {
    console.log(error.name, error.message, error.stack.split('\n')[1].replace(/.*\//, ''));
  }
};
console.log('b runs', hoisted());
attempt(() => first);
attempt(() => A);
attempt(() => namespace.a);
attempt(() => {
  first = 1;
});
console.log(namespace, Object.getOwnPropertyNames(namespace));
export const b = 'b';
export const callA = () => hoisted() + first + A.name;
export const readA = () => namespace.a;
