// @ts-check
// Nobody listens: neither await nor catch.
import { order } from './shop.js';

order('lamp', 60);

setTimeout(() => console.log('nobody: life goes on'), 120);
