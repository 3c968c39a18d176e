// CommonJS, JSON, packages and built-ins from a module.
import fs, { existsSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import * as path from 'path';
import cjsNamed, { alpha, beta } from 'cjs-named';
import dual, { kind } from 'dual';
import { deep } from 'dual/deep/er';
import Greeter, { change, hello } from 'esm-only';
import data from './lib/data.json' with { type: 'json' };
import common, { getThis, one, two } from './lib/common.cjs';
import reassigned, { named } from './lib/reassigned.cjs';
import * as everything from './lib/common.cjs';

console.log(fs.existsSync === existsSync, path.basename(import.meta.filename), isBuiltin('fs'));
console.log(alpha, beta(), cjsNamed, dual, kind, deep);
console.log(hello, new Greeter().greet());
change();
console.log(hello, data, common, one, two, getThis(), reassigned, named);
console.log(everything);
const require = createRequire(import.meta.url);
console.log(require('dual'), require('./lib/data.json') === data, require('esm-only').default.name);
console.log(Object.keys(require('esm-only')), require('esm-only').__esModule);
console.log(
  import.meta.resolve('dual').split('/').slice(-2),
  import.meta.resolve('./nowhere.js').split('/').at(-1),
);
console.log(
  Object.keys(import.meta),
  import.meta.main,
  import.meta.dirname === path.dirname(import.meta.filename),
);
