/** What of a bundle is whose, and which licence lets it be shipped. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { build } from 'esbuild';
import { assertNamed } from '../../src/build/licences.ts';
import { gatherLicences, isPermissive, packageLicence } from '../../src/build/licences/gather.ts';
import { besides, bundled, parts } from '../../src/build/licences/named.ts';
import { modulesIn, placeOf } from '../../src/build/licences/shipped.ts';

/** The folder of a package with these files. */
async function packageOf(
  t: TestContext,
  manifest: object,
  files: Record<string, string> = {},
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'licences-'));
  t.after(() => rm(folder, { recursive: true }));
  const text = JSON.stringify({ name: 'some', version: '1.2.3', ...manifest });
  for (const [name, content] of Object.entries({ ...files, 'package.json': text })) {
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

test('a module belongs to the package whose folder it is in', () => {
  assert.equal(placeOf('/site/node_modules/d3-array/src/ticks.js'), 'd3-array');
  assert.equal(placeOf('node_modules/@lezer/common/dist/index.js'), '@lezer/common');
  assert.equal(placeOf('C:\\site\\node_modules\\acorn\\dist\\acorn.mjs'), 'acorn');
  assert.equal(placeOf('/site/node_modules/a/node_modules/@b/c/d.js'), 'a/node_modules/@b/c');
  assert.equal(
    placeOf('/site/node_modules/@astrojs/starlight/Page.astro?astro&type=style&lang.css'),
    '@astrojs/starlight',
  );
  assert.equal(placeOf('\0vite/preload-helper.js'), 'astro/node_modules/vite');
  assert.equal(placeOf('/site/src/notebook/app.tsx'), undefined);
  assert.equal(placeOf('\0virtual:in-step/packages'), undefined);
});

test('of a bundle counts what is in its output', async () => {
  const contents = "import { parse } from 'acorn'; import { zlibSync } from 'fflate'; parse('');";
  const { metafile } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'esm',
    metafile: true,
  });
  const places = modulesIn(metafile).map(placeOf);
  assert.deepEqual(
    places.filter((place) => place !== undefined),
    ['acorn'],
  );
});

test('a build stops at a package that the page does not name', () => {
  assertNamed(bundled);
  assert.throws(() => assertNamed([...bundled, 'left-pad']), /ships left-pad, .*named\.ts/);
});

test('the page has Node’s licence and that of every package, helper and part', async () => {
  const licences = await gatherLicences();
  const [node, ...others] = licences;
  assert.equal(node!.name, 'Node.js');
  assert.equal(node!.version, process.versions.node);
  assert.ok(node!.text.length > 100_000);
  const names = others.map(({ name }) => name);
  for (const place of [...bundled, ...besides, '@electric-sql/pglite']) {
    assert.ok(names.includes(place.split('node_modules/').at(-1)!), place);
  }
  for (const { name, within } of parts) {
    assert.equal(others.find((licence) => licence.name === name)!.within, within);
    assert.ok(names.includes(within), `${name} is in ${within}, which is not shipped`);
  }
  for (const { name, text, licence, homepage } of licences) {
    assert.ok(text.length > 200, name);
    assert.ok(isPermissive(licence), `${name}: ${licence}`);
    assert.match(homepage!, /^https?:/, name);
  }
});

test('a package’s own texts come whole, its notice with them', async (t) => {
  const files = { 'LICENSE.md': 'Do as you like.', NOTICE: 'By some.', 'licenses.js': 'no' };
  const { text, isStandard } = await packageLicence(await packageOf(t, { license: 'MIT' }, files));
  assert.equal(text, 'Do as you like.\n\nBy some.');
  assert.equal(isStandard, false);
});

test('where a package carries none, SPDX’s text stands for it, and says so', async (t) => {
  const { text, isStandard } = await packageLicence(await packageOf(t, { license: 'ISC' }));
  assert.match(text, /^ISC License/);
  assert.equal(isStandard, true);
});

test('a package without a text that SPDX knows stops the build', async (t) => {
  const folder = await packageOf(t, { license: '(MIT AND Zlib)' });
  await assert.rejects(packageLicence(folder), /some 1\.2\.3 carries no text of its licence/);
});

test('a licence that does not let a work be shipped like this stops the build', async (t) => {
  const texts = { LICENSE: 'The text.' };
  for (const license of ['GPL-3.0-only', 'AGPL-3.0-or-later', 'UNLICENSED', '', undefined]) {
    const folder = await packageOf(t, { license }, texts);
    await assert.rejects(packageLicence(folder), /is not among the licences that the site may/);
  }
});

test('of several licences one may be chosen, and all must hold that hold together', () => {
  assert.ok(isPermissive('(MIT OR GPL-2.0-only)'));
  assert.ok(isPermissive('(MIT AND Zlib)'));
  assert.ok(!isPermissive('MIT AND GPL-2.0-only'));
  assert.ok(!isPermissive('(MIT OR ISC) AND GPL-2.0-only'));
});
