/** SECURITY.md names tests that exist, and dependencies are what they were when they were chosen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const threats = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('each threat has what stops it and tests that show it, and each of them exists', () => {
  assert.ok(threats.length > 10);
  for (const [threat, stopped, shown] of threats) {
    assert.ok(stopped, `${threat}: nothing stops it`);
    const files = [...shown!.matchAll(/`(tests\/[^`]+)`: ("[^"]+"(?:, "[^"]+")*)/g)];
    assert.ok(files.length > 0, `${threat}: names no test`);
    for (const [, file, names] of files) {
      const text = readFileSync(file!, 'utf8').replaceAll("\\'", "'");
      for (const [, name] of names!.matchAll(/"([^"]+)"/g)) {
        // Some tests are made for each of several kinds.
        const inText = name!.replace(/^embedded: (?=what)/, '${kind}: ');
        assert.ok(text.includes(inText), `${file} has no test "${name}"`);
      }
    }
  }
});

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

test("every dependency has an exact version, and in the lock file a hash and npm's registry as its source", () => {
  for (const file of ['package.json', 'sandboxes/package.json']) {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
    for (const [name, version] of Object.entries(all)) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${file}: ${name}`);
    }
  }
  interface Locked {
    resolved?: string;
    integrity?: string;
    link?: boolean;
  }
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const installed = Object.entries(lock.packages).filter(([path, { link }]) => {
    return path.includes('node_modules/') && !link;
  });
  assert.ok(installed.length > 100);
  for (const [path, { resolved, integrity }] of installed) {
    assert.match(integrity ?? '', /^sha512-/, path);
    if (resolved) assert.ok(resolved.startsWith('https://registry.npmjs.org/'), path);
  }
});
