// Live bindings, re-exports, namespaces, names of default exports.
import Anonymous, { area as squareArea } from './_shape.mjs';
import { constant, count, counter, increment, Shape, 'the area' as theArea } from './_all.mjs';
import * as all from './_all.mjs';

console.log(count, all.count, counter.count);
increment();
console.log(count, all.count, counter.count, { count }, `${count}`);
console.log(Anonymous.name, Anonymous === Shape, new Shape(), squareArea === theArea, theArea(3));
console.log(all, Object.keys(all), all[Symbol.toStringTag], Object.isFrozen(all));
console.log(constant, this, typeof require, typeof module, typeof __filename);

const attempt = (callback) => {
  try {
    console.log(callback());
  } catch (error) {
    console.log(`${error}`);
  }
};
attempt(() => {
  count = 5;
});
attempt(() => {
  increment = 5;
});
attempt(() => {
  all.count = 5;
});
attempt(() => {
  delete all.count;
});
attempt(() => {
  undeclared = 1;
});
attempt(() => all.missing());
attempt(() => increment.missing());
{
  const count = 'shadowed';
  console.log(count, ((increment) => increment)('parameter'));
}
export default function () {}
export const last = 'last';
setTimeout(async () => {
  const self = await import('./bindings.mjs');
  console.log(self.default.name, self === (await import('./bindings.mjs')), self);
}, 1);
