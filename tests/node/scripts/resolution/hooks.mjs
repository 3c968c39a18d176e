// module.registerHooks(): resolve and load, for import and for require.
import { createRequire, registerHooks } from 'node:module';
const hook = registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'virtual:x') return { url: specifier, format: 'module', shortCircuit: true };
    if (specifier === 'renamed') return next('pkg', context);
    const resolved = next(specifier, context);
    console.log('resolve', specifier, context.conditions.includes('import'), resolved.format);
    return resolved;
  },
  load(url, context, next) {
    if (url === 'virtual:x') {
      const source = 'export default "virtual " + import.meta.url';
      return { source, format: 'module', shortCircuit: true };
    }
    const loaded = next(url, context);
    if (!url.endsWith('/a.js')) return loaded;
    return { ...loaded, source: String(loaded.source).replace("'a'", "'patched'") };
  },
});
console.log((await import('virtual:x')).default, (await import('renamed')).kind);
console.log((await import('./lib/a.js')).default);
console.log(createRequire(import.meta.url)('virtual:x').default);
hook.deregister();
await import('virtual:y').catch((error) => console.log(error.code));
