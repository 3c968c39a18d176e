import { value1 } from './_tla-1.mjs';

console.log('sync after', value1);
