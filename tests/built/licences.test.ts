/** The page of licences names all that is shipped, and nothing else, each with a text. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SHIPPED_FILE } from '../../src/build/licences.ts';
import { besides, bundled, parts } from '../../src/build/licences/named.ts';
import { dist } from '../../src/commands/serve.ts';
import { pages } from './pages.ts';

const shipped: string[] = JSON.parse(readFileSync(join(dist, SHIPPED_FILE), 'utf8'));
const both = pages.filter(({ path }) => /^\/(ko\/)?licences\/$/.test(path));

const nameOf = (place: string) => place.split('node_modules/').at(-1)!;

test('both pages name every package that the bundles hold, with its version and a text', () => {
  assert.deepEqual(both.map(({ path }) => path).sort(), ['/ko/licences/', '/licences/']);
  assert.ok(shipped.length > 20);
  for (const { path, root } of both) {
    for (const place of shipped) {
      const entry = root.querySelector(`[data-package="${nameOf(place)}"]`);
      assert.ok(entry, `${path} does not name ${place}`);
      const manifest = readFileSync(`node_modules/${place}/package.json`, 'utf8');
      const { version } = JSON.parse(manifest) as { version: string };
      assert.ok(entry.querySelector('p')!.text.includes(version), `${path}: ${place} ${version}`);
      assert.ok(entry.querySelector('details pre')!.text.length > 200, `${path}: ${place}`);
    }
  }
});

test('no package is named that the bundles do not hold', () => {
  assert.deepEqual(
    bundled.filter((place) => !shipped.includes(place)),
    [],
  );
});

test('the packages of sandboxes, the search, the parts of packages and Node are named too', () => {
  assert.ok(readdirSync(join(dist, '_packages')).some((file) => file.includes('pglite')));
  const others = ['@electric-sql/pglite', ...besides.map(nameOf), ...parts.map(({ name }) => name)];
  for (const { path, root } of both) {
    for (const name of others) {
      assert.ok(root.querySelector(`[data-package="${name}"] pre`), `${path}: ${name}`);
    }
    const node = root.querySelector('[data-package="Node.js"] pre')!.text;
    const licence = readFileSync(join(dist, '_node/LICENSE.node.txt'), 'utf8');
    assert.equal(node.trim(), licence.trim(), path);
  }
});

test('every page leads to the licences in its language', () => {
  for (const { path, root } of pages) {
    const own = path.startsWith('/ko/') ? '/ko/licences/' : '/licences/';
    assert.ok(root.querySelector(`a[href="${own}"]`), path);
  }
});
