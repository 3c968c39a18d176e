/** What zlib's jobs do with a stream between its writes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { shareMemory, zlibJobs } from '../../src/node/zlib/jobs.ts';
import { zlibState, type ZlibState } from '../../src/node/zlib/zlib-context.ts';

const GZIP = 3;
const GUNZIP = 4;
const { Z_NO_FLUSH, Z_FINISH } = zlib.constants;

const stream = (mode: number): ZlibState =>
  zlibState({
    ...{ mode, windowBits: 15, level: 6, memLevel: 8, strategy: 0 },
    rejectGarbageAfterEnd: false,
  });

/** Each write in another realm, as far as the stream can tell. */
function writeAll(state: ZlibState, chunks: Uint8Array[]): Buffer {
  const outputs: Uint8Array[] = [];
  chunks.forEach((chunk, i) => {
    const flush = i === chunks.length - 1 ? Z_FINISH : Z_NO_FLUSH;
    for (let rest = chunk, full = true; full;) {
      const done = zlibJobs.zlib(structuredClone(shareMemory(state)), flush, rest, 1000);
      state = structuredClone(done.state);
      outputs.push(done.output);
      rest = rest.subarray(rest.length - done.availIn);
      full = done.availOut === 0;
    }
  });
  return Buffer.concat(outputs);
}

const text = Buffer.from('synchronous and asynchronous, '.repeat(5000));

test('a stream goes from realm to realm and gives the bytes of one that stays', () => {
  const packed = writeAll(stream(GZIP), [text.subarray(0, 70_000), text.subarray(70_000)]);
  assert.deepEqual(packed, zlib.gzipSync(text));
  const unpacked = writeAll(stream(GUNZIP), [packed.subarray(0, 100), packed.subarray(100)]);
  assert.ok(unpacked.equals(text));
});

test('what travels with a write is small: tables and window are in shared memory', () => {
  const { state } = zlibJobs.zlib(stream(GZIP), Z_NO_FLUSH, text, 1000);
  const own: number[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (!ArrayBuffer.isView(value)) return Object.values(value).forEach(visit);
    if (!(value.buffer instanceof SharedArrayBuffer)) own.push(value.byteLength);
  };
  visit(state);
  assert.ok(own.reduce((sum, length) => sum + length, 0) < 4096, `${own}`);
});
