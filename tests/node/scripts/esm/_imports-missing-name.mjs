import { nothing } from './_counter.mjs';
console.log('never', nothing);
