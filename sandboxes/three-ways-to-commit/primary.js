// @ts-check
// The primary. A commit goes into its own log first, is flushed there, and
// only then sent to the replicas. What it waits for is the client's choice.
import { fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lane } from '#timeline';
import { acknowledgedBy } from './exercise.js';
import { Link } from './link.js';

const primary = lane('primary');
const [far, near] = process.argv.slice(2).map(Number);
const links = [
  await Link.to('far', far ?? 0, Number(process.env.FAR_MS ?? 60)),
  await Link.to('near', near ?? 0, Number(process.env.NEAR_MS ?? 10)),
];
const file = join(tmpdir(), `primary-${process.pid}.log`);
const log = openSync(file, 'w');
let position = 0;

/** @type {Record<string, (replies: Promise<string>[]) => unknown>} */
const ways = {
  asynchronous: () => {},
  'one of two': (replies) => Promise.any(replies),
  all: (replies) => Promise.all(replies),
  'your turn': (replies) => acknowledgedBy(1, replies),
  'near one first': (replies) => acknowledgedBy(1, replies.toReversed()),
};

process.on('message', async (/** @type {string} */ way) => {
  primary.span('flushes its log', () => {
    writeSync(log, `commit ${++position}\n`);
    fsyncSync(log);
  });
  const flushed = performance.now();
  /** @type {string[]} */
  const acknowledged = [];
  const replies = links.map(async (link) => {
    const message = primary.send('record');
    const { reply } = await link.ask({ position, message });
    primary.receive(reply);
    acknowledged.push(link.name);
    return link.name;
  });
  if (way !== 'asynchronous') await ways[way]?.(replies);
  const waited = performance.now() - flushed;
  process.send?.({ acknowledged: [...acknowledged], waited });
});

process.on('disconnect', () => {
  for (const link of links) link.close();
  rmSync(file);
});
process.send?.('ready');
