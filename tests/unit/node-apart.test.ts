/** src/node is a library of its own: it needs nothing of the site, and the site only its entry. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const NODE = 'src/node/';

/** What the sources below a folder import by a relative path: `file → imported file`. */
function imports(pattern: string): { file: string; imported: string }[] {
  return globSync(pattern).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']*)'|\bimport\(?\s*'(\.[^']*)'/g)].map(
      ([, from, bare]) => ({ file, imported: path.join(path.dirname(file), (from ?? bare)!) }),
    ),
  );
}

test('nothing in src/node imports from the rest of the project', () => {
  const own = imports(`${NODE}**/*.ts`);
  assert.ok(own.length > 100);
  assert.deepEqual(
    own.filter(({ imported }) => !imported.startsWith(NODE)),
    [],
  );
});

test('the site imports nothing of src/node but its entry', () => {
  // Its build is part of it, wherever it stands.
  const sites = imports('src/**/*.{ts,tsx,astro,mjs}').filter(
    ({ file }) => !file.startsWith(NODE) && !file.startsWith('src/build/node/'),
  );
  const used = sites.filter(({ imported }) => imported.startsWith(NODE));
  assert.ok(used.length > 5);
  assert.deepEqual(
    used.filter(({ imported }) => imported !== `${NODE}index.ts`),
    [],
  );
});
