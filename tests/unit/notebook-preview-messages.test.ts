import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOf } from '../../src/notebook/preview-messages.ts';
import type { PreviewMessage } from '../../src/runtime/container.ts';
import type { PreviewReport } from '../../src/runtime/preview/messages.ts';
import { previewMessage } from '../../src/runtime/preview/reports.ts';

const said = (...args: unknown[]) =>
  reportOf({ type: 'PREVIEW_CONSOLE_ERROR', args } as unknown as PreviewMessage).text;

test('arguments of console.error are one line, as a console writes them', () => {
  assert.equal(said('a', 1, null, undefined, { b: [2] }), 'a 1 null undefined {"b":[2]}');
});

test('whatever a page says becomes text, and not more than can be shown', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  assert.equal(said(cycle, 1n), ' 1');
  assert.equal(said('x'.repeat(5000)).length, 2000);
  const wrong = { type: 'PREVIEW_UNCAUGHT_EXCEPTION', message: { not: 'text' } };
  assert.equal(reportOf(wrong as unknown as PreviewMessage).text, '[object Object]');
});

test('a page of the embedded Node reports as one of a WebContainer does', () => {
  const url = 'http://localhost:3000/a?b#c';
  const report = { type: 'PREVIEW_UNHANDLED_REJECTION', message: 'no', stack: 'at x' } as const;
  assert.deepEqual(previewMessage(report, url), {
    ...report,
    previewId: '3000',
    port: 3000,
    pathname: '/a',
    search: '?b',
    hash: '#c',
  });
});

test('what is no report is none', () => {
  for (const other of [null, 'text', {}, { type: 'PREVIEW_SOMETHING' }]) {
    assert.equal(previewMessage(other as unknown as PreviewReport, 'http://localhost:1/'), null);
  }
});
