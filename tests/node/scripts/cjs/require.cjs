// require(): caches, cycles, folders, JSON, packages, errors.
const path = require('path');

console.log(
  require('./lib/counter') === require('./lib/counter.js'),
  require('./lib/counter').count,
);
console.log(
  require('./lib'),
  require('./lib/data'),
  require('main-pkg'),
  require('exports-pkg/feature'),
);
console.log(require('./lib/a').done, require('./lib/b').sawOfA);
console.log(
  module.id,
  path.basename(module.filename),
  module.loaded,
  module.children.length,
  module.paths.length > 1,
);
console.log(Object.keys(require.cache).map((file) => path.relative(__dirname, file)));
console.log(require.resolve('main-pkg').replace(__dirname, '.'), require.main === module);
console.log(this === module.exports, typeof exports, arguments.length, path.basename(__filename));
for (const request of [
  './missing',
  'missing',
  'exports-pkg/private',
  './lib/throws',
  './lib/throws',
  'node:missing',
]) {
  try {
    console.log(require(request));
  } catch (error) {
    console.log(error.name, error.code, error.message.split('\n')[0].replaceAll(__dirname, '.'));
  }
}
