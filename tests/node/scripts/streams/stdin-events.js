// run: {"stdin": "first line\nsecond line, with ünïcode 한국어\nno newline at the end"}
// Standard input as a flowing stream.
process.stdin.setEncoding('utf8');
let text = '';
process.stdin.on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => {
  console.log(JSON.stringify(text));
  console.log(process.stdin.readableEnded, process.stdin.destroyed, process.stdin.isTTY);
});
process.stdin.on('close', () => console.log('close'));
