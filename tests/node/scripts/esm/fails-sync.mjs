// An error thrown at the top level of a module.
import { constant } from './_counter.mjs';
const here = 1;
throw new TypeError(`from here: ${constant.a + here}`);
