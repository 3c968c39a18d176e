/** The page's streams of one process. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputCost } from '../../src/node/frame/process-memory.ts';
import type { NodeFrame } from '../../src/node/page/frame.ts';
import { NodeProcess } from '../../src/node/page/process.ts';
import type { PageToFrame } from '../../src/node/protocol.ts';

function start(discard = false, isTerminal = false) {
  const posted: PageToFrame[] = [];
  const frame = { post: (message: PageToFrame) => posted.push(message) };
  const process = new NodeProcess(frame as unknown as NodeFrame, 100, {
    discard,
    isTerminal,
  });
  return { posted, process };
}

async function readAll(process: NodeProcess): Promise<string> {
  let text = '';
  for await (const chunk of process.output) text += chunk;
  return text;
}

test('a character that is split between two writes is decoded whole', async () => {
  const { process } = start();
  const [a, b] = [new Uint8Array([0xed, 0x95]), new Uint8Array([0x9c, 0x21])];
  const text = readAll(process);
  process.receive(a);
  await Promise.resolve();
  process.receive(b);
  process.exited(0);
  assert.equal(await text, '한!');
  assert.equal(await process.exit, 0);
});

test('output is acknowledged when it is read, not before', async () => {
  const { posted, process } = start();
  process.receive(new Uint8Array(10).fill(65));
  process.receive(new Uint8Array(5).fill(66));
  await new Promise(setImmediate);
  assert.deepEqual(posted, []);
  const { value } = await process.output.getReader().read();
  assert.equal(value, 'A'.repeat(10) + 'B'.repeat(5));
  const cost = outputCost(10) + outputCost(5);
  assert.deepEqual(posted, [{ type: 'consumed', pid: 100, cost }]);
});

test('output that nobody wants does not stop the program', async () => {
  for (const { posted, process } of [start(true), start()]) {
    await process.output.cancel();
    process.receive(new Uint8Array(10));
    assert.deepEqual(posted, [{ type: 'consumed', pid: 100, cost: outputCost(10) }]);
  }
});

test('input is sent as bytes, its end as null', async () => {
  const { posted, process } = start();
  const writer = process.input.getWriter();
  await writer.write('é');
  await writer.close();
  assert.deepEqual(posted, [
    { type: 'input', pid: 100, data: new Uint8Array([0xc3, 0xa9]) },
    { type: 'input', pid: 100, data: null },
  ]);
});

test('a lost process rejects its exit and ends its output', async () => {
  const { process } = start();
  process.receive(new Uint8Array([65]));
  process.lost(new Error('gone'));
  assert.equal(await readAll(process), 'A');
  await assert.rejects(process.exit, /gone/);
});

test('kill sends SIGKILL', () => {
  const { posted, process } = start();
  process.kill();
  assert.deepEqual(posted, [{ type: 'kill', pid: 100, signal: 9 }]);
});

test('a terminal echoes what is typed and takes Ctrl+D for the end; in raw mode it does neither', async () => {
  const { posted, process } = start(false, true);
  const text = readAll(process);
  const writer = process.input.getWriter();
  await writer.write('ada\n');
  process.reads(true);
  await writer.write('b');
  await writer.write('\x04');
  process.reads(false);
  await writer.write('\x04');
  process.exited(0);
  assert.equal(await text, 'ada\r\n');
  const inputs = posted.filter((message) => message.type === 'input');
  assert.deepEqual(
    inputs.map(({ data }) => data && new TextDecoder().decode(data)),
    ['ada\n', 'b', '\x04', null],
  );
  assert.deepEqual(
    posted.filter(({ type }) => type === 'consumed'),
    [],
    'an echo costs nothing',
  );
});

test('it is told that the program waits for input, also to who asks late', async () => {
  const { process } = start();
  let count = 0;
  process.reads(false);
  process.onReading(() => (count += 1));
  assert.equal(count, 1);
  await process.input.getWriter().write('x');
  process.reads(false);
  assert.equal(count, 2);
});
