// run: {"flags": ["--no-deprecation"]}
// module.register(): asynchronous hooks in a thread of their own.
import { register } from 'node:module';
register('./_loader-hooks.mjs', import.meta.url, { data: { greeting: 'hi' } });
console.log((await import('custom:thing')).default);
console.log((await import('./lib/a.js')).default, import.meta.resolve('custom:other'));
