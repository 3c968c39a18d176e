/** What programs import is found, packed with all that it needs, and nothing that no run reads. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { decode } from '@msgpack/msgpack';
import type { DirectoryNode, FileSystemTree } from '@webcontainer/api';
import { snapshot } from '@webcontainer/snapshot';
import { closureOf } from '../../src/build/packages/closure.ts';
import { importedSpecifiers, packageOf } from '../../src/build/packages/imports.ts';
import { HELPERS, needsOf } from '../../src/build/packages/needs.ts';
import { PACKED, pack } from '../../src/build/packages/pack.ts';
import { encodeSnapshot, writeSnapshot } from '../../src/build/packages/snapshot-file.ts';
import { isUnneeded } from '../../src/build/packages/unneeded.ts';
import { readSnapshot } from '../../src/runtime/snapshot-tree.ts';

let root: string;
before(() => (root = mkdtempSync(path.join(tmpdir(), 'packages-'))));
after(() => rmSync(root, { recursive: true }));

function write(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

const manifest = (name: string, version: string, rest: object = {}) =>
  JSON.stringify({ name, version, ...rest });

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a file imports', () => {
  test('is found in declarations and calls, each once', () => {
    const source = `#!/usr/bin/env node
      import a from 'a';
      import 'b';
      export * from 'c';
      export { d } from 'd';
      const e = await import('e');
      const f = condition ? require('f') : import('a');
      const not = \`import g from 'g'\`; // import h from 'h'
      import(variable); require(variable); other.require('i');`;
    assert.deepEqual(importedSpecifiers(source), ['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('is found in sloppy CommonJS', () => {
    assert.deepEqual(importedSpecifiers(`with (x) require('a'); return;`), ['a']);
  });

  test('is not guessed where the file is no JavaScript', () => {
    assert.throws(() => importedSpecifiers('let = ;'), SyntaxError);
  });

  test('belongs to a package by the first part of its name', () => {
    assert.equal(packageOf('zod'), 'zod');
    assert.equal(packageOf('zod/mini'), 'zod');
    assert.equal(packageOf('@electric-sql/pglite/worker'), '@electric-sql/pglite');
    for (const none of [
      './a.js',
      '../a',
      '/a',
      '#timeline',
      'node:fs',
      'fs',
      'fs/promises',
      'data:,',
    ]) {
      assert.equal(packageOf(none), undefined, none);
    }
  });
});

describe('what a program needs', () => {
  const needs = (text: string, name = 'index.js') =>
    needsOf(path.join(root, 'program'), [{ name, text }], root);

  before(() => {
    write({
      'package.json': manifest('scope', '1.0.0', {
        imports: { '#timeline': './timeline/index.js', '#postgres': './postgres/index.js' },
        dependencies: { zod: '4.6.7', '@electric-sql/pglite': '0.5.16' },
      }),
    });
  });

  test('packages with their versions; the timeline is always there', async () => {
    const text = `import '#timeline'; import 'zod/mini'; import './a.js'; import 'node:fs';`;
    assert.deepEqual(await needs(text), [{ name: 'zod', content: '4.6.7' }]);
  });

  test('a helper brings along what it imports itself', async () => {
    assert.deepEqual(await needs(`import '#postgres';`), [
      { name: '#postgres', content: readFileSync(HELPERS['#postgres']!, 'utf8') },
      { name: '@electric-sql/pglite', content: '0.5.16' },
    ]);
  });

  test('nothing of files that are not JavaScript', async () => {
    assert.deepEqual(await needs('import nothing', 'notes.txt'), []);
  });

  test('an unknown package is refused: where, what there is, what to do', async () => {
    await assert.rejects(
      needs(`import zood from 'zood/mini';`),
      /program\/index\.js imports "zood\/mini".*package\.json names no "zood" \(it has zod, .*#postgres\)\. .*npm install --save-exact --workspace .* zood$/,
    );
    await assert.rejects(needs(`import '#postgre';`), /names no "#postgre"/);
  });

  test('a file that is no JavaScript is refused by name', async () => {
    await assert.rejects(needs('let = ;'), /program\/index\.js is not JavaScript: .*Correct it/);
  });
});

describe('a package with all that it depends on', () => {
  before(() => {
    write({
      'node_modules/a/package.json': manifest('a', '1.0.0', {
        dependencies: { b: '1' },
        optionalDependencies: { absent: '1', '@s/c': '1' },
        peerDependencies: { d: '1', optional: '1' },
        peerDependenciesMeta: { optional: { optional: true } },
      }),
      'node_modules/a/index.js': `module.exports = require('b');`,
      'node_modules/a/index.d.ts': 'export {};',
      'node_modules/a/README.md': '# a',
      'node_modules/a/LICENSE.md': 'MIT',
      'node_modules/a/node_modules/b/package.json': manifest('b', '2.0.0', {
        dependencies: { d: '1' },
      }),
      'node_modules/b/package.json': manifest('b', '1.0.0'),
      'node_modules/@s/c/package.json': manifest('@s/c', '1.0.0', {
        dependencies: { b: '1', a: '1' },
      }),
      'node_modules/d/package.json': manifest('d', '1.0.0'),
      'node_modules/optional/package.json': manifest('optional', '1.0.0'),
      'node_modules/broken/package.json': manifest('broken', '1.0.0', {
        dependencies: { gone: '1' },
      }),
      'inner/node_modules/d/package.json': manifest('d', '2.0.0'),
      'inner/node_modules/twice/package.json': manifest('twice', '1.0.0', {
        dependencies: { d: '1', '@s/c': '1' },
      }),
    });
  });

  const places = async (name: string, folder = '.') =>
    (await closureOf(name, path.join(root, folder))).map(
      ({ place, version }) => `${place} ${version}`,
    );

  test('as Node finds them: the nearest one, cycles, what is optional only if needed', async () => {
    assert.deepEqual(await places('a'), [
      'node_modules/@s/c 1.0.0',
      'node_modules/a 1.0.0',
      'node_modules/a/node_modules/b 2.0.0',
      'node_modules/b 1.0.0',
      'node_modules/d 1.0.0',
    ]);
  });

  test('from a folder further down, as if it were the top one', async () => {
    assert.deepEqual(await places('d', 'inner'), ['node_modules/d 2.0.0']);
    assert.deepEqual(await places('b', 'inner'), ['node_modules/b 1.0.0']);
  });

  test('one that is not installed stops the build', async () => {
    await assert.rejects(
      places('zod'),
      /"zod" is not installed where .* would find it\. Run "npm ci"/,
    );
    await assert.rejects(places('broken'), /"gone" is not installed where .*broken would find it/);
  });

  test('two versions in one place stop the build', async () => {
    await assert.rejects(places('twice', 'inner'), /would both be node_modules\/d in a container/);
  });

  test('is packed without what no run reads', async () => {
    const { title, file } = await pack('a', root);
    const tree = readSnapshot(gunzipSync(readFileSync(path.join(PACKED, file))));
    rmSync(path.join(PACKED, file));
    assert.equal(title, 'a 1.0.0');
    const directoryAt = (tree: FileSystemTree, name: string) =>
      (tree[name] as DirectoryNode).directory;
    const modules = directoryAt(tree, 'node_modules');
    assert.deepEqual(Object.keys(modules), ['@s', 'a', 'b', 'd']);
    assert.deepEqual(Object.keys(directoryAt(modules, 'a')), [
      'LICENSE.md',
      'index.js',
      'node_modules',
      'package.json',
    ]);
  });
});

test('types, maps and documents are not needed; licences always stay', () => {
  for (const file of [
    'a.d.ts',
    'a.d.cts',
    'src/a.ts',
    'a.js.map',
    'README.md',
    'docs/API.markdown',
  ]) {
    assert.ok(isUnneeded('any', file), file);
  }
  for (const file of [
    'a.js',
    'a.json',
    'a.wasm',
    'LICENSE',
    'LICENCE.md',
    'lib/NOTICE.md',
    'license.ts',
  ]) {
    assert.ok(!isUnneeded('any', file), file);
  }
  assert.ok(isUnneeded('@electric-sql/pglite', 'dist/pgcrypto.tar.gz'));
  assert.ok(!isUnneeded('@electric-sql/pglite', 'dist/pglite.data'));
  assert.ok(!isUnneeded('other', 'dist/pgcrypto.tar.gz'));
});

describe('a snapshot', () => {
  test('is what @webcontainer/snapshot makes of the same folder', async () => {
    write({ 'folder/a/b.js': 'b', 'folder/a/c/d.txt': '동기', 'folder/e': '' });
    const files = new Map([
      ['e', bytes('')],
      ['a/c/d.txt', bytes('동기')],
      ['a/b.js', bytes('b')],
    ]);
    const theirs = decode(new Uint8Array(await snapshot(path.join(root, 'folder'))));
    assert.deepEqual(decode(encodeSnapshot(files)), theirs);
  });

  test('has a name that tells its content, in whatever order its files come', async () => {
    const outDir = path.join(root, 'out');
    const one = await writeSnapshot(
      '@s/c 1.0.0',
      new Map([
        ['a', bytes('1')],
        ['b', bytes('2')],
      ]),
      outDir,
    );
    const same = await writeSnapshot(
      '@s/c 1.0.0',
      new Map([
        ['b', bytes('2')],
        ['a', bytes('1')],
      ]),
      outDir,
    );
    const other = await writeSnapshot(
      '@s/c 1.0.0',
      new Map([
        ['a', bytes('2')],
        ['b', bytes('2')],
      ]),
      outDir,
    );
    assert.deepEqual(one, same);
    assert.notEqual(one.file, other.file);
    assert.match(one.file, /^s-c-1\.0\.0\.[0-9a-f]{10}\.snapshot$/);
    assert.deepEqual(readdirSync(outDir).sort(), [one.file, other.file].sort());
    const packed = readFileSync(path.join(outDir, one.file));
    assert.equal(packed.length, one.size);
    assert.equal(gunzipSync(packed).length, one.unpackedSize);
  });
});
