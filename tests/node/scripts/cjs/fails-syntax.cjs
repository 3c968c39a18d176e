// Syntax errors in CommonJS: caught, with line and caret in the stack, then fatal.
const { writeFileSync } = require('fs');
const { join } = require('path');

const broken = {
  'token.cjs': 'const a = 1;\nfunction f() {\n  return a +* 2;\n}\n',
  'await.cjs': 'function f() {\n  await 1;\n}\n',
  'string.cjs': 'console.log("abc\n);\n',
  'argument.cjs': 'console.log("a" "b");\n',
  'end.cjs': 'if (true) {\n',
  'twice.cjs': 'let a;\nlet a;\n',
};
for (const [name, source] of Object.entries(broken)) {
  const file = join(__dirname, name);
  writeFileSync(file, source);
  try {
    require(file);
  } catch (error) {
    console.log(error.stack.split('\n').slice(0, 6).join('\n').replace(__dirname, '.'));
  }
}
require('./token.cjs');
