// @ts-check
// A program that writes a hundred lines, and ends: but not before the
// stream has handed on what it holds.
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { lane } from '#timeline';
import { slowDisk } from './slow-disk.js';

const [file = ''] = process.argv.slice(2);
const here = lane('your turn');
const stream = createWriteStream(file, { fs: slowDisk });

const end = here.begin('writes lines');
for (let i = 1; i <= 100; i++) stream.write(`line ${i}\n`);
stream.end();
await finished(stream);
end();

here.mark('exit');
process.exit(0);
