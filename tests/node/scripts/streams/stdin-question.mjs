// run: {"stdin": "Ada\n36\n"}
import { createInterface } from 'node:readline/promises';
const readline = createInterface({ input: process.stdin, output: process.stdout });
const name = await readline.question('Name? ');
const age = await readline.question('Age? ');
console.log(`\n${name} is ${age}`);
readline.close();
