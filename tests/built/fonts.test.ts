/** The site's own faces have what its pages and scripts say. */
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { koreanCharacters, siteTexts } from '../../src/build/fonts.ts';
import { dist } from '../../src/commands/serve.ts';
import { pages } from './pages.ts';

test('every Korean character of the site is in its faces for Korean', async () => {
  const drawn = koreanCharacters(await siteTexts());
  const shown = pages.map(({ html }) => html);
  for await (const file of glob('_astro/*.js', { cwd: dist })) {
    // Chinese and Japanese words of the search, for sites in these languages.
    const script = await readFile(join(dist, file), 'utf8');
    shown.push(script.replace(/\p{Script=Han}/gu, ''));
  }
  const missing = [...koreanCharacters(shown.join('\n'))].filter((one) => !drawn.includes(one));
  assert.deepEqual(missing, [], 'is in no text that src/build/fonts.ts reads');
  assert.ok(drawn.length > 500, `${drawn.length} characters`);
});
