// import() of everything, and what goes wrong with it.
const attempt = async (callback) => {
  try {
    console.log(await callback());
  } catch (error) {
    const where = import.meta.dirname;
    console.log(error.name, error.code, error.message.replaceAll(where, '.'));
  }
};
await attempt(() => import('./_counter.mjs'));
await attempt(() => import('dual'));
await attempt(async () => (await import('node:path')).posix.sep);
await attempt(() => import('./lib/data.json', { with: { type: 'json' } }));
await attempt(() => import('./lib/data.json'));
await attempt(() => import('./missing.mjs'));
await attempt(() => import('missing-package'));
await attempt(() => import('dual/hidden.mjs'));
await attempt(() => import('node:nothing'));
await attempt(() => import('./_imports-missing-name.mjs'));
await attempt(() => import('./_throws.mjs'));
await attempt(() => import('./_throws.mjs'));
await attempt(() => import('node:fs', 5));
await attempt(() => import('node:fs', { with: 5 }));
await attempt(() => import('node:fs', { with: { type: 5 } }));
await attempt(() => import(Symbol('s')));
await attempt(() => import('data:text/javascript,export default import.meta.url'));
setTimeout(
  () => import('./_counter.mjs').then(({ count }) => console.log('from a timer', count)),
  1,
);
