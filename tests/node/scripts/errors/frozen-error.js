// Error.stackTraceLimit that nobody can set any more does no harm to Node's own errors.
const fs = require('node:fs');

Object.defineProperty(Error, 'stackTraceLimit', { writable: false, value: 0 });
try {
  fs.readFileSync('/nothing');
} catch (error) {
  console.log(error.code, error.stack.split('\n').length);
}
setTimeout(async () => {
  await null;
  console.log('still running');
}, 1);
