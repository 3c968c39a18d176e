// The names that CommonJS modules and built-in ones have for ES modules.
import fs, { readFileSync } from 'fs';
import { builtinModules, createRequire, isBuiltin, syncBuiltinESMExports } from 'module';
import * as builtin from 'node:fs';
import { legacy } from 'legacy';
import Thing, { kind } from 'pkg';
import * as feature from 'pkg/feature';
console.log(Thing.name, kind, feature, legacy);
console.log(fs.readFileSync === readFileSync, builtin.default === fs);
fs.readFileSync = 1;
console.log(builtin.readFileSync === 1);
syncBuiltinESMExports();
console.log(builtin.readFileSync);
console.log(isBuiltin('fs'), isBuiltin('node:test'), isBuiltin('x'), builtinModules.includes('fs'));
const require = createRequire(import.meta.url);
console.log(require('./lib/star.cjs'), Object.keys(await import('./lib/star.cjs')));
