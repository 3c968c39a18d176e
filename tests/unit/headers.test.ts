import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headersFile, isolationHeaders, vercelFile } from '../../src/build/headers.ts';

test('_headers holds for every page below the base', () => {
  assert.equal(
    headersFile('/repo/'),
    [
      '/repo/*',
      '  Cross-Origin-Opener-Policy: same-origin',
      '  Cross-Origin-Embedder-Policy: require-corp',
      '  Cross-Origin-Resource-Policy: cross-origin',
      ...['_astro', '_kernel', '_node', '_packages'].flatMap((folder) => [
        `/repo/${folder}/*`,
        '  Cache-Control: public, max-age=31536000, immutable',
      ]),
      '',
    ].join('\n'),
  );
  assert.match(headersFile('/'), /^\/\*\n/);
});

test('vercel.json says the same', () => {
  const { headers, trailingSlash } = JSON.parse(vercelFile('/repo/'));
  assert.equal(trailingSlash, true);
  assert.equal(headers[0].source, '/repo/(.*)');
  const said = headers[0].headers.map(({ key, value }: Record<string, string>) => [key, value]);
  assert.deepEqual(Object.fromEntries(said), isolationHeaders);
  const [, { source, headers: caching }] = headers;
  assert.equal(source, '/repo/_astro/(.*)');
  assert.deepEqual(caching, [
    { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' },
  ]);
});
