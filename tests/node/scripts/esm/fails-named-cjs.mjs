// A name that CommonJS does not seem to export.
import { later } from './lib/reassigned.cjs';

console.log('never', later);
