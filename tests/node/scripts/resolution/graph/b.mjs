import './shared.mjs';
import { a } from './a.mjs';
console.log('b', a);
