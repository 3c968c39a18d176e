// What a program puts into Object.prototype is no part of a package.json.
const fs = require('fs');

fs.mkdirSync('node_modules/empty', { recursive: true });
fs.writeFileSync('node_modules/empty/package.json', '{}');
fs.writeFileSync('node_modules/empty/index.js', 'module.exports = "the index";');
for (const name of ['name', 'main', 'type', 'exports', 'imports']) {
  Object.defineProperty(Object.prototype, name, {
    configurable: true,
    get() {
      console.log('asked for', name);
      return './nothing.js';
    },
    set(value) {
      Object.defineProperty(this, name, { value, configurable: true, writable: true });
    },
  });
}
console.log(require('empty'));
