// How require resolves the same packages, and what it makes of ES modules.
const fs = require('fs');
fs.writeFileSync('syntax.mjs', 'export const = 1');
const specifiers = [
  ...['self', 'self/cond', 'self/nothere', 'pkg', 'pkg/feature', 'pkg/missing', 'pkg/lib/cjs.cjs'],
  ...['#internal', '#nope', '#null', 'legacy', 'bad-json', 'invalid', './lib/index.js'],
  ...['./lib/index', './lib/tla.mjs', './syntax.mjs', './lib/throws.mjs', 'node:nothere'],
  ...['./lib/data.json', './lib/module-exports.mjs', './lib/esmodule.mjs'],
];
for (const specifier of specifiers) {
  try {
    console.log(specifier, '=>', require(specifier));
  } catch (error) {
    const message = error.message.replaceAll(__dirname, '<root>').split('\n')[0];
    console.log(specifier, '!', error.name, error.code, message);
  }
}
console.log(require('module').findPackageJSON('pkg', __filename).replace(__dirname, ''));
