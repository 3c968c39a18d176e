/** The service worker's modules with a fake browser: what is kept, for whom, and for how long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf } from '../../src/build/offline.ts';
import { answer } from '../../src/runtime/service-worker/answers.ts';
import { headersFor, withHeaders } from '../../src/runtime/service-worker/isolation.ts';
import { routeOf, type Route } from '../../src/runtime/service-worker/site-files.ts';
import { Store } from '../../src/runtime/service-worker/store.ts';
import { BASE, browser, deploy, never, ORIGIN } from './service-worker-fakes.ts';

type Worker = ReturnType<ReturnType<typeof browser>['worker']>;

const asked = (path: string, mode = 'cors') =>
  ({
    method: 'GET',
    mode,
    url: ORIGIN + BASE + path,
    cache: 'default',
    headers: new Headers(),
  }) as Request;

async function get(worker: Worker, kind: Route['kind'], path: string, client = '') {
  const response = await answer({ kind, path }, asked(path), client, worker.around);
  await worker.settled();
  return response;
}

const text = async (...asking: Parameters<typeof get>) => (await get(...asking)).text();

test('a request is the worker’s business if it is for a file of the site', () => {
  const { files } = deploy('one');
  const kind = (path: string, mode?: string, change = {}) =>
    routeOf({ ...asked(path, mode), ...change }, files, ORIGIN)?.kind;
  assert.equal(kind('', 'navigate'), 'page');
  assert.equal(kind('no-such-page/', 'navigate'), 'page');
  assert.equal(kind('_isolated/?version=one', 'navigate'), 'frame');
  assert.equal(kind('_astro/app.one.js'), 'hashed');
  for (const folder of ['_astro', '_kernel', '_node', '_packages']) {
    assert.equal(kind(`${folder}/app.of-an-earlier-version.js`), 'hashed');
  }
  assert.equal(kind('pagefind/pagefind.js'), 'own');
  assert.equal(kind('pagefind/pagefind-entry.json?ts=1'), undefined, 'this site has none');
  assert.equal(kind('pagefind/pagefind.js?ts=1'), 'own');
  assert.equal(kind('pictures/index.png'), undefined);
  assert.equal(kind('', 'navigate', { url: `${ORIGIN}/other-repo/` }), undefined);
  assert.equal(kind('', 'navigate', { url: `https://elsewhere.example${BASE}` }), undefined);
  assert.equal(kind('pagefind/pagefind.js', 'cors', { method: 'HEAD' }), undefined);
  const range = { headers: new Headers({ range: 'bytes=0-1' }) };
  assert.equal(kind('_astro/app.one.js', 'cors', range), undefined);
});

test('files are grouped by how they are kept', () => {
  const groups = {
    'index.html': 'own',
    'ko/synchronous-io/index.html': 'own',
    'pagefind/pagefind.js': 'own',
    'pagefind/wasm.unknown.pagefind': 'own',
    'manifest.webmanifest': 'own',
    '_astro/app.DGaHRq43.js': 'needed',
    '_astro/common.Cm_oOP9A.css': 'needed',
    '_astro/text.IvpUvPa2.woff2': 'needed',
    '_astro/korean-400.IvpUvPa2.woff2': 'needed',
    '_node/lib.4fff24abe9.js': 'needed',
    '_isolated/index.html': 'own',
    '_preview/index.html': 'own',
    'pagefind/fragment/en_2cfa561.pf_fragment': 'needed',
    'pagefind/pagefind.en_5af0b3fc3a.pf_meta': 'needed',
    '_packages/electric-sql-pglite-0.5.16.854c18ea2f.snapshot': 'optional',
    'pictures/index.png': null,
    'pagefind/pagefind-ui.js': null,
    'sitemap-0.xml': null,
    _headers: null,
    'service-worker.js': null,
  };
  for (const [path, group] of Object.entries(groups)) assert.equal(groupOf(path), group, path);
});

test('what is needed is kept once, and then the site is read without a network', async () => {
  const one = deploy('one');
  const { state, asked, worker } = browser(one);
  const first = worker(one);
  let bytes = 0;
  await first.keeper.keepNeeded(never, (more) => (bytes += more));
  const sum = (sizes: Record<string, number>) =>
    Object.values(sizes).reduce((total, size) => total + size, 0);
  assert.equal(bytes, sum(one.files.needed) + sum(one.files.own), 'every byte is told of');
  assert.ok(!asked.includes('_packages/heavy.abcdef01.snapshot'), 'heavy files are not fetched');

  state.server = null;
  const again = worker(one); // the browser ends a worker that is idle
  assert.equal(await text(again, 'page', 'chapter/'), one.contents['chapter/']);
  assert.equal(await text(again, 'hashed', '_astro/app.one.js'), 'app of one');
  assert.equal(await text(again, 'own', 'pagefind/pagefind.js'), 'search of one');
  const page = await get(again, 'page', '');
  assert.equal(page.headers.get('x-host'), 'sent', 'with the headers that the host sent');
  const missing = await get(again, 'page', 'no-such-page/');
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /nothing of one/);
  const moved = await get(again, 'page', 'chapter');
  assert.equal(moved.headers.get('location'), `${ORIGIN}${BASE}chapter/`);
  await assert.rejects(get(again, 'hashed', '_packages/heavy.abcdef01.snapshot'), TypeError);
});

test('a heavy file stays once it was used, and may be wished for and given back', async () => {
  const one = deploy('one');
  const { state, worker } = browser(one);
  const heavy = '_packages/heavy.abcdef01.snapshot';
  const first = worker(one);
  assert.equal(await text(first, 'hashed', heavy), 'heavy');
  state.server = null;
  assert.equal(await text(first, 'hashed', heavy), 'heavy');
  await first.keeper.dropOptional();
  await assert.rejects(get(first, 'hashed', heavy), TypeError);
  state.server = one.contents;
  await first.keeper.keepOptional(never);
  state.server = null;
  assert.equal(await text(first, 'hashed', heavy), 'heavy');
});

test('who asks past the caches gets the server’s answer', async () => {
  const one = deploy('one');
  const { state, worker } = browser(one);
  const first = worker(one);
  await first.keeper.keepNeeded(never);
  state.server = { ...one.contents, '_astro/app.one.js': 'mended' };
  const request = { ...asked('_astro/app.one.js'), cache: 'reload' } as Request;
  const route = { kind: 'hashed', path: '_astro/app.one.js' } as const;
  const askAnew = async () => (await answer(route, request, '', first.around)).text();
  assert.equal(await askAnew(), 'mended');
  await first.settled();
  assert.equal(await text(first, 'hashed', '_astro/app.one.js'), 'mended', 'and it is kept');
  state.server = {};
  assert.equal(await askAnew(), 'mended', 'which is better than nothing');
  state.server = null;
  assert.equal(await askAnew(), 'mended');
});

test('a page that is open goes on with its version until it is closed', async () => {
  const [one, two] = [deploy('one'), deploy('two')];
  const { state, worker } = browser(one);
  const first = worker(one);
  state.open = ['tab'];
  await first.readers.add('tab', 'one');
  await first.keeper.keepNeeded(never);

  state.server = two.contents; // and nothing of the first is there any more
  const second = worker(two);
  const home = () => text(second, 'page', '');
  assert.equal(await home(), two.contents[''], 'before the second is whole: from the network');
  state.server = null;
  assert.equal(await home(), one.contents[''], 'or, without one, the last whole version');
  state.server = two.contents;
  await second.keeper.keepNeeded(never);
  await second.readers.sweep();
  state.server = null;
  assert.equal(await home(), two.contents[''], 'who comes gets the second');
  assert.equal(await text(second, 'hashed', '_astro/app.one.js', 'tab'), 'app of one');
  assert.equal(await text(second, 'own', 'pagefind/pagefind.js', 'tab'), 'search of one');
  assert.equal(await text(second, 'own', 'pagefind/pagefind.js', 'new'), 'search of two');
  const frame = (version: string) => {
    const request = asked(`_isolated/?version=${version}`, 'navigate');
    return answer({ kind: 'frame', path: '_isolated/' }, request, '', second.around);
  };
  assert.equal(await (await frame('one')).text(), 'frame of one');
  assert.equal(await (await frame('two')).text(), 'frame of two');

  state.open = ['new'];
  await second.readers.add('new', 'two');
  await second.readers.sweep();
  assert.deepEqual(await second.store.versions(), ['two']);
  await assert.rejects(get(second, 'hashed', '_astro/app.one.js'), TypeError);
  assert.equal(await text(second, 'hashed', '_astro/shared.abcdef01.js'), 'shared');
});

test('a page that has not said what it reads may want anything', async () => {
  const [one, two] = [deploy('one'), deploy('two')];
  const { state, worker } = browser(one);
  await worker(one).keeper.keepNeeded(never);
  state.server = two.contents;
  state.open = ['silent'];
  const second = worker(two);
  await second.keeper.keepNeeded(never);
  await second.readers.sweep();
  assert.deepEqual(await second.store.versions(), ['one', 'two']);
});

test('what is deployed in the middle of it makes nothing whole', async () => {
  const [one, two] = [deploy('one'), deploy('two')];
  const { state, worker } = browser(one);
  const first = worker(one);
  state.server = { ...one.contents, 'chapter/': two.contents['chapter/']! };
  await assert.rejects(first.keeper.keepNeeded(never), { name: 'KeepError', reason: 'changed' });
  assert.equal(await first.store.isComplete('one'), false);
  state.server = null;
  await assert.rejects(first.keeper.keepNeeded(never), { reason: 'network' });
  state.server = one.contents;
  await first.keeper.keepNeeded(never);
  assert.equal(await first.store.isComplete('one'), true, 'and what is begun is finished later');
});

test('a file that is missing makes nothing whole, whatever the host answers for it', async () => {
  const one = deploy('one');
  const path = '_astro/app.one.js';
  const { state, worker } = browser(one);
  const first = worker(one);
  for (const answered of [
    new Response('Not found', { status: 404 }),
    new Response('<html>Home</html>', { headers: { 'content-type': 'text/html' } }),
  ]) {
    state.overrides = { [path]: answered };
    await assert.rejects(first.keeper.keepNeeded(never), { name: 'KeepError', reason: 'changed' });
  }
  state.overrides = {};
  await first.keeper.keepNeeded(never);
  assert.equal(await text(first, 'hashed', path), 'app of one');
});

test('full or refused storage is named, and answers come from the network', async () => {
  const one = deploy('one');
  const { caches, worker } = browser(one);
  const first = worker(one);
  const hashed = await first.store.hashed();
  hashed.put = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
  await assert.rejects(first.keeper.keepNeeded(never), { name: 'KeepError', reason: 'quota' });
  assert.equal(await text(first, 'hashed', '_astro/app.one.js'), 'app of one');

  const refuse = () => Promise.reject(new DOMException('No', 'SecurityError'));
  Object.assign(caches, { open: refuse, keys: refuse });
  const denied = worker(one);
  await assert.rejects(denied.keeper.keepNeeded(never), { name: 'KeepError', reason: 'denied' });
  for (const [kind, path] of [
    ['page', ''],
    ['hashed', '_astro/app.one.js'],
    ['own', 'pagefind/pagefind.js'],
  ] as const) {
    assert.equal(await text(denied, kind, path), (one.contents as Record<string, string>)[path]);
  }
});

test('where data is saved, what was used is kept and no more', async () => {
  const one = deploy('one');
  const { state, asked, worker } = browser(one);
  const first = worker(one);
  await first.keeper.keepUsed(['', '_astro/app.one.js', 'elsewhere.js'], never);
  assert.deepEqual(asked.toSorted(), ['', '_astro/app.one.js']);
  state.server = null;
  assert.equal(await text(first, 'page', ''), one.contents['']);
  assert.equal(await text(first, 'hashed', '_astro/app.one.js'), 'app of one');
  await assert.rejects(get(first, 'page', 'chapter/'), TypeError);
});

test('keeping ends when the reader stops it', async () => {
  const one = deploy('one');
  const { asked, worker } = browser(one);
  const stopped = new AbortController();
  const kept = worker(one).keeper.keepNeeded(stopped.signal, () => stopped.abort());
  await assert.rejects(kept, { name: 'AbortError' });
  assert.ok(asked.length < 5, String(asked));
});

test('sites beside this one keep what is theirs', async () => {
  const one = deploy('one');
  const { caches, worker } = browser(one);
  const theirs = new Store(caches as unknown as CacheStorage, '/repo-2/');
  await theirs.begin({ ...one.files, version: 'theirs', base: '/repo-2/' });
  const first = worker(one);
  await first.keeper.keepNeeded(never);
  await first.readers.sweep();
  assert.deepEqual(await first.store.versions(), ['one']);
  assert.deepEqual(await theirs.versions(), ['theirs']);
});

test('isolating headers are added where the host sends none, kept answers included', async () => {
  const page = { mode: 'navigate', destination: 'document' } as const;
  const script = { mode: 'cors', destination: 'script' } as const;
  const thread = { mode: 'same-origin', destination: 'worker' } as const;
  const frame = { kind: 'frame', path: '_isolated/' } as const;
  assert.ok(headersFor(page, frame, false)!['Document-Isolation-Policy']);
  assert.equal(headersFor(page, null, false), null);
  assert.equal(headersFor(script, null, true), null);
  for (const asked of [page, thread]) {
    assert.equal(headersFor(asked, null, true)!['Cross-Origin-Embedder-Policy'], 'require-corp');
  }
  const response = withHeaders(new Response('kept', { status: 404, headers: { a: 'b' } }), {
    c: 'd',
  });
  assert.deepEqual(
    [response.status, response.headers.get('a'), response.headers.get('c'), await response.text()],
    [404, 'b', 'd', 'kept'],
  );
});
