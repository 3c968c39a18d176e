// run: {"stdin": "first\nsecond\r\nthird\rfourth\n\nlast without an end"}
// Lines of standard input, of streams, and what the cursor functions write.
import { createReadStream, writeFileSync } from 'node:fs';
import * as readline from 'node:readline';
import { Readline, createInterface } from 'node:readline/promises';
import { PassThrough, Readable, Writable } from 'node:stream';
import { once } from 'node:events';

const lines = [];
for await (const line of readline.createInterface({ input: process.stdin })) lines.push(line);
console.log(lines);

writeFileSync('lines.txt', 'a\nb\r\nc\u2028d\n');
for await (const line of readline.createInterface({ input: createReadStream('lines.txt') })) {
  console.log(JSON.stringify(line));
}
const delayed = readline.createInterface({
  input: Readable.from(['split in ', 'chunks\r', '\nand ', 'more\n', 'rest']),
  crlfDelay: Infinity,
});
delayed.on('line', (line) => console.log('line', JSON.stringify(line)));
await once(delayed, 'close');
console.log(delayed.closed, delayed.terminal, delayed.getPrompt());

class Sink extends Writable {
  text = '';
  _write(chunk, _encoding, done) {
    this.text += chunk;
    done();
  }
}
const sink = new Sink();
console.log(
  readline.cursorTo(sink, 3),
  readline.cursorTo(sink, 1, 2),
  readline.moveCursor(sink, -1, 2),
);
readline.clearLine(sink, -1);
readline.clearLine(sink, 1);
readline.clearLine(sink, 0);
readline.clearScreenDown(sink);
console.log(JSON.stringify(sink.text));
const screen = new Sink();
await new Readline(screen).cursorTo(0, 0).clearLine(1).moveCursor(2, 2).clearScreenDown().commit();
console.log(
  JSON.stringify(screen.text),
  await new Readline(screen).cursorTo(1).rollback().commit(),
);
try {
  readline.cursorTo(sink, NaN);
} catch ({ code, message }) {
  console.log(code, message);
}

console.log('questions');
{
  const input = new PassThrough();
  const output = new Sink();
  const rl = createInterface({ input, output });
  const answer = rl.question('Name? ');
  input.write('Node\n');
  console.log(await answer, JSON.stringify(output.text));
  const controller = new AbortController();
  const aborted = rl.question('Never answered? ', { signal: controller.signal });
  controller.abort();
  await aborted.catch(({ name, code, message }) => console.log(name, code, message));
  rl.setPrompt('next> ');
  rl.prompt();
  rl.on('line', (line) => console.log('line', line));
  input.write('ordinary\n');
  const closed = once(rl, 'close');
  input.end('half');
  await closed;
  console.log(JSON.stringify(output.text));
  await rl.question('too late').catch(({ code, message }) => console.log(code, message));
}
{
  const input = new PassThrough();
  const rl = readline.createInterface({ input, output: new Sink() });
  rl.question('callback? ', (answer) => {
    console.log('answer', answer);
    rl.pause();
    rl.on('pause', () => console.log('pause'));
    rl.on('resume', () => console.log('resume'));
    rl.resume();
    rl.close();
  });
  input.write('yes\n');
  await once(rl, 'close');
}
