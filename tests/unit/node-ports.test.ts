/** What two ends of a channel know of each other, in shared memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Link } from '../../src/node/bindings/messaging/lent-port.ts';

test('an end is behind while what was sent has not arrived', () => {
  const here = new Link();
  const there = here.otherEnd;
  assert.equal(here.isBehind, false);
  there.sent();
  assert.equal(here.isBehind, true);
  assert.equal(there.isBehind, false);
  here.received++;
  assert.equal(here.isBehind, false);
});

test('an end is not behind a thread that was ended before it could count what it sent', () => {
  const here = new Link();
  here.received++;
  assert.equal(here.isBehind, false);
});

test('which thread has the other end', () => {
  const here = new Link();
  const there = here.otherEnd;
  there.own(0);
  assert.equal(here.isOtherEndIn(0), true);
  there.own(3);
  assert.equal(here.isOtherEndIn(0), false);
  assert.equal(here.isOtherEndIn(3), true);
});
