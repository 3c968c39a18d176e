/** What is kept of the kernel lab is what its sources make, and small enough for a reader. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { BUILT, hashOf, hashOfInputs, KERNEL, readManifest } from '../../src/build/kernel/built.ts';
import { readRecorded, sourceOf } from '../../src/build/kernel/recorded.ts';
import { scenes } from '../../src/kernel/scenes.ts';

test('kernel/built was made of what stands in kernel: else run "npm run build:kernel"', async () => {
  assert.equal((await readManifest()).inputs, await hashOfInputs());
});

test('its files are those that were made, under 8 MB in all', async () => {
  const { files } = await readManifest();
  const names = (await readdir(BUILT)).filter((name) => name !== 'manifest.json');
  assert.deepEqual(names.sort(), Object.keys(files).sort());
  let bytes = 0;
  for (const name of names) {
    const content = await readFile(join(BUILT, name));
    bytes += content.length;
    assert.equal(hashOf(content), files[name], name);
  }
  assert.ok(bytes < 8e6, `${bytes} bytes`);
});

test('each recorded run is one of its scene as it is: else run "npm run record:kernel"', async () => {
  for (const scene of scenes) {
    assert.equal((await readRecorded(scene.name)).source, await sourceOf(scene), scene.name);
  }
});

test('every part is named with its source package and the text of its licence', async () => {
  const text = await readFile(join(KERNEL, 'contents.json'), 'utf8');
  const parts = JSON.parse(text) as Record<'name' | 'package' | 'version', string>[];
  const packages = await readFile(join(KERNEL, 'packages.sha256'), 'utf8');
  for (const part of parts as ((typeof parts)[number] & { texts: string[] })[]) {
    assert.match(part.version, /^[\w.:+~-]+$/, part.name);
    assert.ok(part.texts.length > 0, part.name);
    for (const name of part.texts) assert.ok(existsSync(join(KERNEL, 'licences', `${name}.txt`)));
  }
  // What is fetched as a binary is of the source package that is named.
  for (const name of [
    'linux-source-6.1',
    'busybox-static',
    'musl-dev',
    'libgcc-12-dev',
    'seabios',
  ]) {
    const [, version] = new RegExp(` ${name}_(.+)_(?:all|i386)\\.deb$`, 'm').exec(packages) ?? [];
    // A rebuild without a change of source has +bN behind its version.
    const source = decodeURIComponent(version ?? '').replace(/\+b\d+$/, '');
    assert.ok(
      parts.some((part) => part.version === source),
      `${name} ${source} has no source package in contents.json`,
    );
  }
});
