// Editing as at a terminal: keys, history, completion, on streams that say that they are one.
import * as readline from 'node:readline';
import { PassThrough, Writable } from 'node:stream';

class Screen extends Writable {
  text = '';
  isTTY = true;
  columns = 40;
  rows = 10;
  _write(chunk, _encoding, done) {
    this.text += chunk;
    done();
  }
  show(label) {
    console.log(label, JSON.stringify(this.text));
    this.text = '';
  }
}

const input = new PassThrough();
const output = new Screen();
const rl = readline.createInterface({
  input,
  output,
  terminal: true,
  prompt: '$ ',
  history: ['older', 'oldest'],
  removeHistoryDuplicates: true,
  completer(line) {
    const words = ['await', 'async', 'atomics', 'block'];
    return [words.filter((word) => word.startsWith(line)), line];
  },
});
rl.on('line', (line) => console.log('line', JSON.stringify(line), rl.line, rl.cursor));
rl.on('history', (history) => console.log('history', history));
rl.on('SIGINT', () => console.log('SIGINT'));
rl.on('close', () => console.log('close'));

const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const type = async (label, keys) => {
  input.write(keys);
  await settle();
  console.log(JSON.stringify(rl.line), rl.cursor, rl.getCursorPos());
  output.show(label);
};

rl.prompt();
output.show('prompt');
await type('text', 'hello world');
await type('left, left', '\x1b[D\x1b[D');
await type('insert', 'XX');
await type('home', '\x1b[H');
await type('end', '\x1b[F');
await type('backspace', '\x7f\x7f');
await type('word left', '\x1bb');
await type('kill to the end', '\x0b');
await type('yank', '\x19');
await type('kill to the start', '\x15');
await type('undo', '\x1f');
await type('enter', '\r');
await type('up', '\x1b[A');
await type('up, up', '\x1b[A\x1b[A');
await type('down', '\x1b[B');
await type('delete the line', '\x15\x0b');
await type('complete', 'aw\t');
await type('many', '\x15a\t');
await type('listed', '\t');
await type('wide 한글 and emoji 😀', '\x15한글 😀');
await type('back over them', '\x7f\x1b[D');
await type('control l', '\x0c');
await type('transpose', '\x15ab\x14');
await type('long enough to wrap', `\x15${'0123456789'.repeat(5)}`);
await type('into the first row', '\x1b[H\x1b[C');
await type('interrupt', '\x03');
await type('enter', '\n');
await type('end of input', '\x04');

const keys = new PassThrough();
readline.emitKeypressEvents(keys);
keys.on('keypress', (text, key) => console.log(JSON.stringify(text), key));
keys.write('aZ1 \r\x1b[A\x1b[1;5C\x1bx\x03é한😀\x1bOP\x1b[15~\x1b[Z');
await settle();
