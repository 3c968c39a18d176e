// run: {"stdin": "one\ntwo\n"}
// Standard input as a file, asynchronously.
const fs = require('node:fs');

fs.read(0, Buffer.alloc(4), 0, 4, null, (error, count, buffer) => {
  console.log(error, count, JSON.stringify(String(buffer)));
  fs.readFile(0, 'utf8', (error, text) => {
    console.log(error, JSON.stringify(text));
    fs.read(0, Buffer.alloc(4), 0, 4, null, (...args) => console.log(args));
  });
});
