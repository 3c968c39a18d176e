// How import resolves: self references, subpath exports and imports, main, and every way to fail.
const root = import.meta.dirname;
const specifiers = [
  ...['self', 'self/sub/a', 'self/sub/private/x', 'self/nothere', 'self/data', 'self/cond'],
  ...['#internal', '#ext', '#dir/a', '#dir/data.json', '#null', '#fs', '#bad', '#cond', '#nope'],
  ...['#', '#/x', 'pkg', 'pkg/feature', 'pkg/package.json', 'pkg/array', 'pkg/missing'],
  ...['pkg/outside', 'pkg/dirs/esm.mjs', 'pkg/lib/esm.mjs', 'pkg/', 'pkg%2ffeature'],
  ...['legacy', 'legacy/entry.js', 'legacy/entry', 'bad-json', 'invalid', 'no-main', '@scope'],
  ...['@scope/none', './lib', './lib/index', './lib/index.js?query', './lib/index.js#hash'],
  ...['./LIB/index.js', './%6Cib/a.js', '.', 'node:', 'node:fs/promises', 'fs/promises', ''],
];
for (const specifier of specifiers) {
  const type = /json|data/.test(specifier) && !specifier.startsWith('bad') ? 'json' : undefined;
  try {
    const namespace = await import(specifier, type && { with: { type } });
    console.log(specifier, '=>', Object.keys(namespace).slice(0, 3), namespace.which ?? '');
  } catch (error) {
    console.log(specifier, '!', error.name, error.code, error.message.replaceAll(root, '<root>'));
  }
}
