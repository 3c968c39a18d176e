// @ts-check
// A program that writes a hundred lines, and ends. All has been written
// without an error; so all is there. Is it?
import { createWriteStream } from 'node:fs';
import { lane } from '#timeline';
import { slowDisk } from './slow-disk.js';

const [file = ''] = process.argv.slice(2);
const here = lane('your turn');
const stream = createWriteStream(file, { fs: slowDisk });

const end = here.begin('writes lines');
for (let i = 1; i <= 100; i++) stream.write(`line ${i}\n`);
end();

here.mark('exit');
process.exit(0);
