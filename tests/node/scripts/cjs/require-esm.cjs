// require() and import() of ES modules.
const module1 = require('./lib/module.mjs');
console.log(module1, module1.default(), module1.__esModule, Object.keys(module1));
console.log(require('./lib/exported.mjs'));
try {
  require('./lib/async-module.mjs');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
import('./lib/async-module.mjs').then(async ({ late }) => {
  console.log(
    late,
    (await import('./lib/counter.js')).default,
    (await import('node:fs')).default === require('fs'),
  );
  setImmediate(() => import('./lib/module.mjs').then((again) => console.log(again.kind)));
});
