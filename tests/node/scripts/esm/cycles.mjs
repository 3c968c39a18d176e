// Cycles: hoisted functions come first, everything else has its temporal dead zone.
import './_cycle-a.mjs';

console.log('main');
