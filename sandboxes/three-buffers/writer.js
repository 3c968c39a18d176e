// @ts-check
// Writes a hundred lines by way of a buffer of its own, and waits for what
// will happen to it.
import { copyFileSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { counter, lane } from '#timeline';

const [way = '', file = '', gathers, syncs] = process.argv.slice(2);
const here = lane(way);
const inBuffer = counter('buffer of the program', 'lines');
const inCache = counter('page cache only', 'lines');

const descriptor = openSync(file, 'a');
/** @type {string[]} */
let buffer = [];
let written = 0;
let safe = 0;

const end = here.begin('writes lines');
for (let i = 1; i <= 100; i++) {
  buffer.push(`line ${i}\n`);
  if (i % 10 === 0) tell();
  if (buffer.length === Number(gathers)) flush();
  if (i % Number(syncs) === 0) sync();
}
tell();
end();
process.send?.('a hundred lines');

/** From the buffer of the program into the page cache. */
function flush() {
  writeSync(descriptor, buffer.join(''));
  written += buffer.length;
  buffer = [];
}

/** From the page cache to the device. The device is a model: a second file. */
function sync() {
  here.span('fsync', () => fsyncSync(descriptor));
  copyFileSync(file, `${file}.disk`);
  safe = written;
  tell();
}

function tell() {
  inBuffer(buffer.length);
  inCache(written - safe);
}
