// Writes to both streams by every way, in order, with their callbacks.
const fs = require('fs');
process.stdout.write('stream 1\n', () => console.log('callback of stream 1'));
fs.writeSync(1, 'writeSync\n');
process.stderr.write('stderr stream\n');
fs.writeSync(2, Buffer.from('writeSync to stderr\n'));
console.log(
  process.stdout.write('latin1 \xe9\n', 'latin1'),
  process.stdout.writableLength,
  process.stdout.writableNeedDrain,
);
process.stdout.write(Buffer.from('buffer\n'));
process.stdout.write(new Uint8Array([0x75, 0x38, 0x0a]));
process.stdout.cork();
process.stdout.write('corked 1 ');
process.stdout.write('corked 2\n');
fs.writeSync(1, 'before the corked ones\n');
process.stdout.uncork();
for (const bad of [null, 1, undefined, {}]) {
  try {
    process.stdout.write(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
