// run: {"flags": ["--test-reporter=tap"]}
// node:test: suites, hooks, skips, a test that fails, mocks. Durations are taken out of the report.
const { after, before, describe, it, mock, test } = require('node:test');
const assert = require('node:assert');

const { write } = process.stdout;
process.stdout.write = function (chunk, ...rest) {
  const text = String(chunk).replace(/duration_ms:? [\d.]+/g, 'duration_ms *');
  return write.call(this, text, ...rest);
};

describe('a suite', () => {
  before(() => console.log('before'));
  after(() => console.log('after'));
  it('passes', () => {});
  it('passes later', async () => {
    await new Promise(setImmediate);
  });
  it('is skipped', { skip: 'because' }, () => {});
  it.todo('is to be done');
});

test('fails', async (t) => {
  await t.test('inside', () => assert.strictEqual(1, 2));
});

test('mocks', (t) => {
  const double = t.mock.fn((n) => 2 * n);
  assert.strictEqual(double(4), 8);
  assert.deepStrictEqual(double.mock.calls[0].arguments, [4]);
  mock.timers.enable({ apis: ['setTimeout'] });
  let fired = false;
  setTimeout(() => (fired = true), 60_000);
  mock.timers.tick(60_000);
  mock.timers.reset();
  assert.ok(fired);
});
