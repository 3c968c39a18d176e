// A missing export ends the program before anything runs.
import { increment, decrement as down } from './_counter.mjs';

console.log('never', increment, down);
