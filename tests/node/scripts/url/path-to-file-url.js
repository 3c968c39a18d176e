// Which characters of a path a file: URL escapes, of either system.
const { pathToFileURL } = require('url');

for (const windows of [false, true]) {
  const escaped = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
    .filter((char) => !/[\w/]/.test(char))
    .map((char) => pathToFileURL(`/x${char}y`, { windows }).href.replace(/.*x(.*)y$/, '$1'));
  console.log(escaped.join(' '));
}
