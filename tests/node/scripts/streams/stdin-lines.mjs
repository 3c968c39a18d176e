// run: {"stdin": "one\ntwo\r\nthree"}
import { createInterface } from 'node:readline';
const lines = createInterface({ input: process.stdin });
for await (const line of lines) console.log('line', JSON.stringify(line));
console.log('end');
