/** What a previewed page, a stranger, may say on its port. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromPreview, PreviewReport, ToPreview } from '../../src/runtime/preview/messages.ts';
import { servePreview } from '../../src/runtime/preview/server.ts';

const ORIGIN = 'http://localhost:3000';

function setUp() {
  const { port1: page, port2: site } = new MessageChannel();
  const end = new AbortController();
  const navigations: string[] = [];
  const reports: PreviewReport[] = [];
  const listeners = {
    onNavigate: ({ url }: { url: string }) => void navigations.push(url),
    onReport: (report: PreviewReport) => void reports.push(report),
  };
  const connect = () => Promise.reject(new Error('nobody listens'));
  servePreview(site as unknown as MessagePort, connect, ORIGIN, listeners, end.signal);
  const post = (message: unknown) => page.postMessage(message as FromPreview);
  const answer = new Promise<ToPreview>((resolve) => {
    page.onmessage = ({ data }: { data: ToPreview }) => resolve(data);
  });
  return { post, answer, navigations, reports, end: () => (end.abort(), page.close()) };
}

const get = { method: 'GET', headers: [], body: null };

test('only addresses of its own server are followed or answered', async () => {
  const { post, answer, navigations, end } = setUp();
  for (const url of ['http://localhost:3001/', 'https://elsewhere.example/', 'no address', 3]) {
    post({ type: 'navigate', url, ...get });
    post({ type: 'request', id: 1, url, ...get });
  }
  post({ type: 'navigate', url: `${ORIGIN}/next`, ...get });
  post({ type: 'request', id: 2, url: `${ORIGIN}/data`, ...get });
  const message = 'Failed to fetch: nobody listens';
  assert.deepEqual(await answer, { type: 'error', id: 2, message });
  assert.deepEqual(navigations, [`${ORIGIN}/next`]);
  end();
});

test('a page that reports without end is heard a thousand times', async () => {
  const { post, answer, reports, end } = setUp();
  const report = { type: 'PREVIEW_CONSOLE_ERROR', args: ['again'], stack: '' };
  for (let i = 0; i < 1500; i++) post({ type: 'report', report });
  post({ type: 'request', id: 1, url: `${ORIGIN}/`, ...get });
  await answer;
  assert.equal(reports.length, 1000);
  end();
});
