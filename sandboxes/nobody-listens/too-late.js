// @ts-check
// Somebody listens, but comes when it has already happened.
import { order } from './shop.js';

const lamp = order('lamp', 60);

setTimeout(() => {
  lamp.catch(() => console.log('too late: I have heard of it'));
}, 120);
